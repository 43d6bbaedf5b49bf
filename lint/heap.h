// The memory of the whole program.
#pragma once

namespace farmlint {

// To be called first: lets malloc take the first 256 MB in large pages, where the system has them,
// and keep what is given back. A page that is touched for the first time costs as much as reading
// two kilobytes of XML, and in small pages a usual file takes 1,300 of them, a large one a fifth of
// its time. Does nothing with another C library than glibc; takes no memory that is not used.
void prepare_heap();

}  // namespace farmlint
