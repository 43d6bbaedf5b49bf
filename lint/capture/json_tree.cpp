#include "lint/capture/json_tree.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "lint/text.h"

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
    return true;
  }

  FileId file_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::string name_;
  std::vector<JsonValue> open_;  // arrays and objects, the innermost last
  JsonTree tree_;
};

}  // namespace

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
