// Memory for what is built of ten thousands of pieces and given back in one.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <vector>

namespace farmlint {

class Arena {
 public:
  // A copy of items, which are never destroyed.
  template <typename Item>
  std::span<const Item> keep(const std::vector<Item>& items) {
    static_assert(std::is_trivially_destructible_v<Item>);
    auto* const first = static_cast<Item*>(allocate(items.size() * sizeof(Item)));
    std::uninitialized_copy(items.begin(), items.end(), first);
    return {first, items.size()};
  }

  // Aligned for anything; never fails but by std::bad_alloc.
  void* allocate(std::size_t size) {
    size = (size + alignment - 1) & ~(alignment - 1);
    if (size > left_) grow(size);
    void* const piece = next_;
    next_ += size;
    left_ -= size;
    return piece;
  }

 private:
  static constexpr std::size_t alignment = alignof(std::max_align_t);
  static constexpr std::size_t block = std::size_t{1024} * 1024;

  void grow(std::size_t size) {
    left_ = size > block ? size : block;
    next_ = static_cast<std::byte*>(blocks_.emplace_back(::operator new(left_)).get());
  }

  struct Delete {
    void operator()(void* memory) const { ::operator delete(memory); }
  };
  std::vector<std::unique_ptr<void, Delete>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace farmlint
