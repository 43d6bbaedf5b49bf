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

  char* data() { return data_.get(); }
  std::size_t size() const { return size_; }
  operator std::string_view() const { return {data_.get(), size_}; }

  // Keeps what there is; what is added has no value yet.
  void resize(std::size_t size) {
    if (size >= capacity_) {
      auto larger = std::make_unique_for_overwrite<Array>(size + 1);
      std::copy_n(data_.get(), size_, larger.get());
      data_ = std::move(larger);
      capacity_ = size + 1;
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
