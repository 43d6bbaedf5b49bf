#include "lint/capture/json_tree.h"

#include <algorithm>
<<<<<<< HEAD
#include <cstddef>
#include <iterator>
#include <utility>

#include <fmt/format.h>
=======
#include <utility>

>>>>>>> records
#include <nlohmann/json.hpp>

#include "lint/text.h"

<<<<<<< HEAD
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
=======
namespace farmlint::captures {
namespace {

using Kind = JsonValue::Kind;
using Json = nlohmann::json;

constexpr std::size_t deepest = 64;

// The parser tells no places, but it tells every token in order, so each is found behind the one
// before it.
class TreeBuilder : public nlohmann::json_sax<Json> {
 public:
  TreeBuilder(FileId file, std::string_view text) : file_(file), text_(text) {}

  bool null() override { return scalar(Kind::Null); }
  bool boolean(bool /*value*/) override { return scalar(Kind::Boolean); }
  bool number_integer(number_integer_t /*value*/) override { return scalar(Kind::Number); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return scalar(Kind::Number); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
    return scalar(Kind::Number);
  }
  bool string(string_t& value) override {
    JsonValue& added = add(Kind::String);
    added.at = quoted();
    added.text = std::move(value);
    return true;
  }
  bool binary(binary_t& /*value*/) override { return false; }
  bool key(string_t& name) override {
    quoted();
    name_ = std::move(name);
    return true;
  }
  bool start_object(std::size_t /*elements*/) override { return start(Kind::Object); }
  bool end_object() override { return end(); }
  bool start_array(std::size_t /*elements*/) override { return start(Kind::Array); }
  bool end_array() override { return end(); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    tree_.problem = {location(std::min(position, text_.size()), std::min(position, text_.size())),
                     "the text ceases to be JSON here"};
    return false;
  }

  JsonTree take() {
    if (tree_.problem) tree_.root.reset();
    return std::move(tree_);
  }

 private:
  Location location(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  // Every token begins with an ASCII character, so the rest is a byte order mark.
  void skip_to_token() {
    const auto between = [](char c) {
      return is_blank(c) || c == ',' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
    };
    while (at_ < text_.size() && between(text_[at_])) ++at_;
  }

  // Passes over a string, and tells what is between its quotes.
  Location quoted() {
    skip_to_token();
    const std::size_t begin = ++at_;
    while (text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    return location(begin, at_++);
  }

  JsonValue& add(Kind kind) {
    std::vector<JsonValue>* const siblings = open_.empty() ? nullptr : &open_.back().children;
    JsonValue& added = siblings != nullptr ? siblings->emplace_back() : tree_.root.emplace();
    added.kind = kind;
    added.name = std::exchange(name_, {});
    return added;
  }

  bool scalar(Kind kind) {
    skip_to_token();
    const std::size_t begin = at_;
    const auto part = [](char c) {
      return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '+' || c == '-' ||
             c == '.';
    };
    while (at_ < text_.size() && part(text_[at_])) ++at_;
    JsonValue& added = add(kind);
    added.at = location(begin, at_);
    added.text = text_.substr(begin, at_ - begin);
    return true;
  }

  bool start(Kind kind) {
    skip_to_token();
    JsonValue opened{.kind = kind,
                     .name = std::exchange(name_, {}),
                     .text = {},
                     .at = location(at_, at_ + 1),
                     .children = {}};
    ++at_;
    open_.push_back(std::move(opened));
    if (open_.size() <= deepest) return true;
    tree_.problem = {open_.back().at, "the JSON is nested too deeply"};
    return false;
  }

  bool end() {
    skip_to_token();
    JsonValue closed = std::move(open_.back());
    open_.pop_back();
    closed.at.end = static_cast<std::uint32_t>(++at_);
    if (open_.empty())
      tree_.root = std::move(closed);
    else
      open_.back().children.push_back(std::move(closed));
>>>>>>> records
    return true;
  }

  FileId file_;
  std::string_view text_;
<<<<<<< HEAD
  std::vector<CaptureProblem>& problems_;
  std::size_t read_ = 0;
  Located<std::string> name_;
  JsonValue root_;
  std::vector<JsonValue*> open_;
=======
  std::size_t at_ = 0;
  std::string name_;
  std::vector<JsonValue> open_;  // arrays and objects, the innermost last
  JsonTree tree_;
>>>>>>> records
};

}  // namespace

<<<<<<< HEAD
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
=======
const JsonValue* JsonValue::member(std::string_view wanted) const {
  const auto found = std::ranges::find_if(
      children, [&](const JsonValue& child) { return iequals(child.name, wanted); });
  return found == children.end() ? nullptr : &*found;
}

JsonTree parse_json(const SourceSet& sources, FileId file) {
  const std::string_view text = sources.text(file);
  TreeBuilder builder(file, text);
  Json::sax_parse(text, &builder);
  return builder.take();
}

}  // namespace farmlint::captures
>>>>>>> records
