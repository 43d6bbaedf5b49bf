// The bytes of a file.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

namespace farmlint {

// Unlike a std::string, they are not set to zero before a file is read into them. Like one, they
// are followed by a zero.
class Bytes {
 public:
  Bytes() { resize(0); }
  // A copy.
  template <std::convertible_to<std::string_view> Characters>
  Bytes(const Characters& characters) {
    const std::string_view all = characters;
    resize(all.size());
    std::ranges::copy(all, data_.get());
  }

  Bytes(Bytes&& other) noexcept { *this = std::move(other); }
  Bytes& operator=(Bytes&& other) noexcept {
    data_ = std::move(other.data_);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
  }

  char* data() { return data_.get(); }
  std::size_t size() const { return size_; }
  operator std::string_view() const { return {data_.get(), size_}; }

  // Keeps what there is; what is added has no value yet.
  void resize(std::size_t size) {
    if (size >= capacity_) {
      // Twice as much as before, or a pipe would be copied again for each piece of it.
      const std::size_t room = std::max(size + 1, 2 * capacity_);
      auto larger = std::make_unique_for_overwrite<Array>(room);
      std::copy_n(data_.get(), size_, larger.get());
      data_ = std::move(larger);
      capacity_ = room;
    }
    size_ = size;
    data_[size] = '\0';
  }

 private:
  using Array = char[];  // NOLINT(modernize-avoid-c-arrays): of no fixed size

  std::unique_ptr<Array> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace farmlint
