#include "lint/capture/json_tree.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::size_t deepest = 64;

// Tells how far the lexer has read. At a string that is exactly past its closing quote; at a number
// it may be one character further.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* count) : at_(at), count_(count) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*count_;
    return *this;
  }
  friend bool operator==(const CountingIterator& one, const CountingIterator& other) {
    return one.at_ == other.at_;
  }

 private:
  const char* at_;
  std::size_t* count_;
};

bool may_be_in_number(char c) {
  return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

// "[json.exception.…] parse error at line 1, column 2: syntax error while parsing value -
// unexpected end of input; expected …": what people can use of it.
std::string reason_of(std::string_view message) {
  const auto dash = message.find(" - ");
  if (dash == std::string_view::npos) return "a number is too large";
  message.remove_prefix(dash + 3);
  return std::string(message.substr(0, message.find(';')));
}

// What the parser of the library calls, in the order of the text. `false` ends the parsing.
class TreeBuilder {
 public:
  TreeBuilder(FileId file, std::string_view text, std::vector<CaptureProblem>& problems)
      : file_(file), text_(text), problems_(problems) {}

  CountingIterator begin() { return {text_.data(), &read_}; }
  CountingIterator end() { return {text_.data() + text_.size(), &read_}; }
  JsonValue take() { return std::move(root_); }

  bool null() { return literal(JsonKind::Null, 4); }
  bool boolean(bool value) { return literal(JsonKind::Boolean, value ? 4 : 5); }
  bool number_integer(std::int64_t /*value*/) { return number(); }
  bool number_unsigned(std::uint64_t /*value*/) { return number(); }
  bool number_float(double /*value*/, const std::string& /*text*/) { return number(); }
  static bool binary(const nlohmann::json::binary_t& /*value*/) { return false; }

  bool string(std::string& value) {
    JsonValue& string = add(JsonKind::String, string_at());
    string.text = std::move(value);
    return true;
  }
  bool key(std::string& value) {
    name_ = {std::move(value), string_at()};
    return true;
  }

  bool start_object(std::size_t /*size*/) { return open(JsonKind::Object); }
  bool start_array(std::size_t /*size*/) { return open(JsonKind::Array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::json::exception& error) {
    const std::string reason = reason_of(error.what());
    const bool at_end = read_ == 0 || reason == "unexpected end of input";
    return fail({at_end ? read_ : read_ - 1, read_}, "the JSON is broken: " + reason);
  }

 private:
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Location location(const Range& range) const {
    return {file_, static_cast<std::uint32_t>(range.begin), static_cast<std::uint32_t>(range.end)};
  }

  bool fail(const Range& where, std::string message) {
    problems_.push_back({location(where), std::move(message)});
    return false;
  }

  // Back to the quote that no backslash escapes.
  Location string_at() const {
    const std::size_t end = read_ - 1;
    std::size_t quote = text_.rfind('"', end - 1);
    while (quote > 0 && escaped(quote)) quote = text_.rfind('"', quote - 1);
    return location({quote + 1, end});
  }
  bool escaped(std::size_t at) const {
    const std::size_t before = text_.substr(0, at).find_last_not_of('\\');
    return (at - before) % 2 == 0;
  }

  JsonValue& add(JsonKind kind, const Location& at) {
    JsonValue& value = open_.empty() ? root_ : open_.back()->children.emplace_back();
    value.kind = kind;
    value.at = at;
    value.name = std::exchange(name_, {});
    return value;
  }
  bool literal(JsonKind kind, std::size_t length) {
    JsonValue& value = add(kind, location({read_ - length, read_}));
    value.text = text_.substr(value.at.begin, length);
    return true;
  }
  bool number() {
    Range range{.begin = read_, .end = read_};
    if (!may_be_in_number(text_[read_ - 1])) range.begin = --range.end;
    while (range.begin > 0 && may_be_in_number(text_[range.begin - 1])) --range.begin;
    JsonValue& value = add(JsonKind::Number, location(range));
    value.text = text_.substr(range.begin, range.end - range.begin);
    return true;
  }

  // A value that is open has no younger sibling, so its place in memory is final.
  bool open(JsonKind kind) {
    if (open_.size() == deepest)
      return fail({read_ - 1, read_},
                  fmt::format("the JSON is nested deeper than {} levels", deepest));
    open_.push_back(&add(kind, location({read_ - 1, read_})));
    return true;
  }
  bool close() {
    open_.back()->at.end = static_cast<std::uint32_t>(read_);
    open_.pop_back();
    return true;
  }

  FileId file_;
  std::string_view text_;
  std::vector<CaptureProblem>& problems_;
  std::size_t read_ = 0;
  Located<std::string> name_;
  JsonValue root_;
  std::vector<JsonValue*> open_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view member) const {
  if (!is(JsonKind::Object)) return nullptr;
  const auto found = std::ranges::find_if(
      children, [&](const JsonValue& child) { return iequals(child.name.value, member); });
  return found == children.end() ? nullptr : &*found;
}

std::optional<JsonValue> parse_json(const SourceSet& sources, FileId file,
                                    std::vector<CaptureProblem>& problems) {
  const Source& source = sources.source(file);
  if (source.broken) {
    problems.push_back({source.broken->at, source.broken->value});
    return {};
  }
  TreeBuilder builder(file, source.text, problems);
  if (!nlohmann::json::sax_parse(builder.begin(), builder.end(), &builder)) return {};
  return builder.take();
}

}  // namespace farmlint
