#include "lint/heap.h"

#include <cstddef>
#include <cstdlib>
#include <memory>

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
    void* begin = first;
    std::size_t size = reserved;
    std::align(page, page, begin, size);
    madvise(begin, size / page * page, MADV_HUGEPAGE);
    // Up to the first whole large page the memory stays taken, and untouched.
    static void* const before = std::realloc(first, reserved - size);
    static_cast<void>(before);
  }
  mallopt(M_TOP_PAD, mega);
}

#else

void prepare_heap() {}

#endif

}  // namespace farmlint
