#include "lint/heap.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

namespace farmlint {

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)

void prepare_heap() {
  constexpr std::size_t mega = std::size_t{1024} * 1024;
  constexpr std::size_t page = 2 * mega;
  constexpr std::size_t reserved = 256 * mega;
  constexpr std::size_t piece = 16 * mega;  // below the threshold, so that malloc extends its heap
  mallopt(M_MMAP_THRESHOLD, 32 * mega);     // the most it takes
  mallopt(M_TRIM_THRESHOLD, 1024 * mega);
  mallopt(M_TOP_PAD, reserved - piece);
  if (void* const first = std::malloc(piece)) {
    const auto start = reinterpret_cast<std::uintptr_t>(first);
    const std::uintptr_t begin = (start + page - 1) / page * page;
    const std::uintptr_t end = (start + reserved) / page * page;
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
    // Up to the first whole large page the memory stays taken, and untouched.
    static void* const before = std::realloc(first, begin - start);
    static_cast<void>(before);
  }
  mallopt(M_TOP_PAD, mega);
}

#else

void prepare_heap() {}

#endif

}  // namespace farmlint
