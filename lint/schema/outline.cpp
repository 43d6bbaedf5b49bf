#include "lint/schema/outline.h"

#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

struct Line {
  std::size_t number = 0;
  std::size_t indent = 0;
  std::string_view text;  // empty at the end of the part
};

class Reader {
 public:
  Reader(const OutlinePart& part, LetterCase letter_case, std::deque<std::string>& unquoted)
      : rest_(part.lines),
        number_(part.first_line),
        letter_case_(letter_case),
        unquoted_(&unquoted) {
    advance();
  }

  std::unique_ptr<ElementType> section() {
    auto type = std::make_unique<ElementType>();
    OutlineWords line = take();
    line.next();
    type->name = line.next();
    element_words(*type, line);
    body(*type, 0);
    return type;
  }

 private:
  void advance();
  OutlineWords take();
  void body(ElementType& type, std::size_t indent);
  void element(ElementType& parent, OutlineWords& line, std::size_t indent);
  void collection(ElementType& parent, OutlineWords& line, std::size_t indent);
  void element_words(ElementType& element, OutlineWords& line);
  static bool collection_word(CollectionType& collection, std::string_view word);
  AttributeType attribute(OutlineWords& line);
  static bool attribute_word(AttributeType& type, std::string_view word);
  void value_type(AttributeType& type, std::string_view word);
  void named_values(AttributeType& type, std::string_view list);
  void range(AttributeType& type, std::string_view text);
  std::int64_t number(std::string_view text);
  [[noreturn]] void fail(std::string_view what) const { fail_outline(taken_, what); }

  std::string_view rest_;
  std::size_t number_;
  Line line_;
  std::size_t taken_ = 0;  // number of the line being read
  LetterCase letter_case_;
  std::deque<std::string>* unquoted_;
};

void Reader::advance() {
  line_ = {};
  while (!rest_.empty()) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    const std::size_t here = number_++;
    const std::size_t indent = text.find_first_not_of(' ');
    if (indent == std::string_view::npos || text[indent] == '#') continue;
    line_ = {.number = here, .indent = indent, .text = text.substr(indent)};
    return;
  }
}

OutlineWords Reader::take() {
  taken_ = line_.number;
  OutlineWords words(line_.text, *unquoted_);
  advance();
  return words;
}

void Reader::body(ElementType& type, std::size_t indent) {
  while (!line_.text.empty() && line_.indent > indent) {
    const std::size_t here = line_.indent;
    OutlineWords line = take();
    const std::string_view kind = line.next();
    if (kind == "attribute") {
      type.attributes.push_back(attribute(line));
      if (type.attributes.back().required) ++type.required_attributes;
    } else if (kind == "element") {
      element(type, line, here);
    } else if (kind == "collection") {
      collection(type, line, here);
    } else if (kind == "phantom") {
      type.phantoms.push_back(line.next());
    } else {
      fail(fmt::format("'{}' is not a kind of fact", kind));
    }
  }
}

void Reader::element(ElementType& parent, OutlineWords& line, std::size_t indent) {
  auto type = std::make_unique<ElementType>();
  type->name = line.next();
  element_words(*type, line);
  body(*type, indent);
  parent.children.push_back(std::move(type));
}

void Reader::element_words(ElementType& element, OutlineWords& line) {
  for (std::string_view word = line.next(); !word.empty(); word = line.next()) {
    if (word == "lax") {
      element.allow_unrecognized = true;
    } else if (word == "defaults") {
      element.is_default = true;
    } else if (word == "dynamic") {
      element.dynamic = true;
    } else if (word == "required") {
      element.required = true;
    } else if (word.starts_with("since=")) {
      element.since = word.substr(6);
    } else if (word.starts_with("by=")) {
      element.by = word.substr(3);
    } else if (word == "--") {
      element.documentation = line.documentation();
    } else if (word != "eager" && word != "open" && !word.starts_with("namespace=")) {
      fail(fmt::format("unknown word '{}'", word));
    }
  }
}

bool Reader::collection_word(CollectionType& collection, std::string_view word) {
  if (word == "remove" || word == "clear") {
    (word == "remove" ? collection.remove : collection.clear) = word;
  } else if (word.starts_with("remove=")) {
    collection.remove = word.substr(7);
  } else if (word.starts_with("clear=")) {
    collection.clear = word.substr(6);
  } else if (word.starts_with("defaults=")) {
    collection.default_element = word.substr(9);
  } else if (word == "prepend") {
    collection.merge_append = false;
  } else if (word == "duplicates") {
    collection.allow_duplicates = true;
  } else if (word == "lax") {
    collection.allow_unrecognized = true;
  } else if (word == "dynamic") {
    collection.dynamic = true;
  } else if (word.starts_with("since=")) {
    collection.item->since = word.substr(6);
  } else if (word.starts_with("by=")) {
    collection.by = word.substr(3);
  } else {
    return false;
  }
  return true;
}

void Reader::collection(ElementType& parent, OutlineWords& line, std::size_t indent) {
  CollectionType collection;
  std::string_view names = line.next();
  while (!names.empty()) {
    const std::size_t comma = std::min(names.find(','), names.size());
    collection.adds.push_back(names.substr(0, comma));
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
  if (collection.adds.empty()) fail("a collection needs the name of its items");
  collection.item = std::make_unique<ElementType>();
  collection.item->name = collection.adds.front();
  for (std::string_view word = line.next(); !word.empty(); word = line.next()) {
    if (word == "--") {
      collection.item->documentation = line.documentation();
    } else if (!collection_word(collection, word)) {
      fail(fmt::format("unknown word '{}'", word));
    }
  }
  body(*collection.item, indent);
  for (const AttributeType& type : collection.item->attributes) {
    if (type.dynamic || type.key == Key::None) continue;
    (type.key == Key::Unique ? collection.unique_keys : collection.combined_keys).push_back(&type);
  }
  parent.collections.push_back(std::move(collection));
}

AttributeType Reader::attribute(OutlineWords& line) {
  AttributeType type;
  type.name = line.next();
  value_type(type, line.next());
  for (std::string_view word = line.next(); !word.empty(); word = line.next()) {
    if (word == "=") {
      type.default_value = line.value();
    } else if (word == "--") {
      type.documentation = line.documentation();
    } else if (!attribute_word(type, word)) {
      fail(fmt::format("unknown word '{}'", word));
    }
  }
  return type;
}

bool Reader::attribute_word(AttributeType& type, std::string_view word) {
  struct Flag {
    std::string_view word;
    bool AttributeType::*member;
  };
  static constexpr std::array<Flag, 6> flags{{{"required", &AttributeType::required},
                                              {"infinite", &AttributeType::allow_infinite},
                                              {"expanded", &AttributeType::expanded},
                                              {"encrypted", &AttributeType::encrypted},
                                              {"caseSensitive", &AttributeType::case_sensitive},
                                              {"dynamic", &AttributeType::dynamic}}};
  struct Check {
    std::string_view word;
    Validator validator;
  };
  static constexpr std::array<Check, 6> checks{
      {{"nonEmpty", Validator::NonEmptyString},
       {"trimmed", Validator::RequireTrimmedString},
       {"poolName", Validator::ApplicationPoolName},
       {"siteName", Validator::SiteName},
       {"applicationPath", Validator::ApplicationPath},
       {"virtualDirectoryPath", Validator::VirtualDirectoryPath}}};
  for (const Flag& flag : flags) {
    if (word == flag.word) return type.*flag.member = true;
  }
  for (const Check& check : checks) {
    if (word != check.word) continue;
    type.validator = check.validator;
    return true;
  }
  if (word == "unique" || word == "combined") {
    type.key = word == "unique" ? Key::Unique : Key::Combined;
  } else if (word.starts_with("since=")) {
    type.since = word.substr(6);
  } else if (word.starts_with("by=")) {
    type.by = word.substr(3);
  } else {
    return false;
  }
  return true;
}

void Reader::value_type(AttributeType& type, std::string_view word) {
  struct Named {
    std::string_view word;
    ValueType type;
  };
  static constexpr std::array<Named, 11> names{{{"string", ValueType::String},
                                                {"bool", ValueType::Bool},
                                                {"enum", ValueType::Enum},
                                                {"uint", ValueType::Uint},
                                                {"int", ValueType::Int},
                                                {"flags", ValueType::Flags},
                                                {"int64", ValueType::Int64},
                                                {"timeSpan", ValueType::TimeSpan},
                                                {"date", ValueType::Date},
                                                {"seconds", ValueType::TimeSpan},
                                                {"minutes", ValueType::TimeSpan}}};
  const std::size_t open = std::min(word.find('('), word.size());
  const std::string_view name = word.substr(0, open);
  const Named* found = nullptr;
  for (const Named& named : names) {
    if (named.word == name) found = &named;
  }
  if (found == nullptr) fail(fmt::format("unknown type '{}'", name));
  type.type = found->type;
  if (name == "seconds") type.time_span_format = TimeSpanFormat::Seconds;
  if (name == "minutes") type.time_span_format = TimeSpanFormat::Minutes;
  const bool named = type.type == ValueType::Enum || type.type == ValueType::Flags;
  if (letter_case_ == LetterCase::Exact && (named || type.type == ValueType::Bool)) {
    type.case_sensitive = true;
  }
  if (open == word.size()) return;
  if (!word.ends_with(')')) fail("')' is missing");
  const std::string_view inside = word.substr(open + 1, word.size() - open - 2);
  if (named) return named_values(type, inside);
  range(type, inside);
}

void Reader::named_values(AttributeType& type, std::string_view list) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view item = list.substr(0, comma);
    const std::size_t equals = item.find('=');
    NamedValue value{.name = item.substr(0, equals)};
    if (equals != std::string_view::npos) value.number = number(item.substr(equals + 1));
    type.values.push_back(value);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

void Reader::range(AttributeType& type, std::string_view text) {
  type.validator =
      type.type == ValueType::TimeSpan ? Validator::TimeSpanRange : Validator::IntegerRange;
  if (text.starts_with('!')) {
    type.exclude = true;
    text.remove_prefix(1);
  }
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) fail("a range is written min..max");
  const std::size_t slash = std::min(text.find('/'), text.size());
  type.minimum = number(text.substr(0, dots));
  type.maximum = number(text.substr(dots + 2, slash - dots - 2));
  if (slash != text.size()) type.granularity = number(text.substr(slash + 1));
}

std::int64_t Reader::number(std::string_view text) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) fail(fmt::format("'{}' is not a number", text));
  return value;
}

}  // namespace

// Words are short: a loop beats a call of memchr.
void OutlineWords::skip_blanks() {
  std::size_t blanks = 0;
  while (blanks < rest_.size() && rest_[blanks] == ' ') ++blanks;
  rest_.remove_prefix(blanks);
}

std::string_view OutlineWords::next() {
  skip_blanks();
  std::size_t end = 0;
  while (end < rest_.size() && rest_[end] != ' ') ++end;
  const std::string_view word = rest_.substr(0, end);
  rest_.remove_prefix(end);
  return word;
}

std::string_view OutlineWords::documentation() {
  skip_blanks();
  return std::exchange(rest_, {});
}

std::string_view OutlineWords::value() {
  skip_blanks();
  if (!rest_.starts_with('"')) return next();
  std::string text;
  std::size_t at = 1;
  bool doubled = false;
  for (; at < rest_.size(); ++at) {
    if (rest_[at] == '"') {
      if (!rest_.substr(at + 1).starts_with('"')) break;
      doubled = true;
      ++at;
    }
    text += rest_[at];
  }
  const std::string_view plain = rest_.substr(1, at - 1);
  rest_.remove_prefix(std::min(at + 1, rest_.size()));
  if (!doubled) return plain;
  return unquoted_->emplace_back(std::move(text));
}

void fail_outline(std::size_t line, std::string_view what) {
  throw std::runtime_error(fmt::format("schema outline, line {}: {}", line, what));
}

std::unique_ptr<ElementType> read_outline(const OutlinePart& part, LetterCase letter_case,
                                          std::deque<std::string>& unquoted) {
  return Reader(part, letter_case, unquoted).section();
}

}  // namespace farmlint
