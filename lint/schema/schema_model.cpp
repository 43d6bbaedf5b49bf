#include "lint/schema/schema_model.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "lint/schema/outline.h"
#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::string_view placeholder = "{section}";

bool is_below(std::string_view path, std::string_view group) {
  return path.size() > group.size() && path[group.size()] == '/' && path.starts_with(group);
}

// The words behind a section's name that matter before its facts are read.
void read_header(std::string_view line, SectionInfo& info, std::string_view& target_namespace) {
  std::deque<std::string> unquoted;
  OutlineWords words(line, unquoted);
  words.next();
  info.name = words.next();
  for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
    if (word == "--") return;
    if (word == "eager") info.read_by = ReadBy::Was;
    if (word == "open") info.open = true;
    if (word.starts_with("namespace=")) target_namespace = word.substr(10);
  }
}

}  // namespace

const AttributeType* ElementType::attribute(std::string_view wanted) const {
  for (const AttributeType& candidate : attributes)
    if (same_text(candidate.name, wanted)) return &candidate;
  return nullptr;
}

const ElementType* ElementType::child(std::string_view wanted) const {
  const ChildType found = find(wanted);
  const bool contained = found.role == ChildRole::Element || found.role == ChildRole::Item;
  return contained ? found.type : nullptr;
}

std::vector<std::string_view> ElementType::child_names() const {
  std::vector<std::string_view> names;
  for (const CollectionType& collection : collections) {
    if (collection.dynamic) continue;
    names.insert(names.end(), collection.adds.begin(), collection.adds.end());
    if (!collection.remove.empty()) names.push_back(collection.remove);
    if (!collection.clear.empty()) names.push_back(collection.clear);
  }
  for (const auto& child : children) {
    if (!child->dynamic) names.push_back(child->name);
  }
  return names;
}

const CollectionType* ElementType::collection_of(std::string_view add_name) const {
  const ChildType found = find(add_name);
  return found.role == ChildRole::Item ? found.collection : nullptr;
}

ChildType ElementType::find(std::string_view wanted) const {
  for (const CollectionType& collection : collections) {
    for (const std::string_view add : collection.adds) {
      if (same_text(add, wanted)) return {ChildRole::Item, collection.item.get(), &collection, 0};
    }
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (same_text(children[i]->name, wanted))
      return {ChildRole::Element, children[i].get(), nullptr, i};
  }
  for (const CollectionType& collection : collections) {
    if (wanted == collection.remove) {
      return {ChildRole::Remove, collection.item.get(), &collection, 0};
    }
    if (wanted == collection.clear)
      return {ChildRole::Clear, collection.item.get(), &collection, 0};
  }
  return {};
}

SchemaModel::SchemaModel(std::string outline)
    : outline_(std::make_unique<const std::string>(std::move(outline))) {
  index(*outline_);
}

SchemaModel::SchemaModel(std::vector<DescribedSection> sections,
                         std::unique_ptr<std::deque<std::string>> words)
    : unquoted_(std::move(words)) {
  for (DescribedSection& section : sections) {
    sections_.push_back(section.info);
    slots_.emplace_back().type = std::move(section.type);
  }
  sort_names();
}

SchemaModel SchemaModel::of_static(std::string_view outline) {
  SchemaModel model;
  model.index(outline);
  return model;
}

SchemaModel SchemaModel::layered(SchemaModel over, SchemaModel base) {
  for (const SectionInfo& info : base.sections_) {
    if (over.info(info.name) == nullptr) over.sections_.push_back(info);
  }
  over.base_ = std::make_unique<SchemaModel>(std::move(base));
  over.sort_names();
  return over;
}

void SchemaModel::index(std::string_view outline) {
  unquoted_ = std::make_unique<std::deque<std::string>>();
  SchemaProduct product;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < outline.size();) {
    const std::size_t end = std::min(outline.find('\n', begin), outline.size());
    const std::string_view line = outline.substr(begin, end - begin);
    ++number;
    if (line.starts_with("section ") || line.starts_with("root ")) {
      SectionInfo info{.product = product};
      read_header(line, info, target_namespace_);
      sections_.push_back(info);
      slots_.push_back({.lines = line, .first_line = number});
    } else if (line.starts_with(' ')) {
      if (slots_.empty()) fail_outline(number, "indented line outside of a section");
      std::string_view& lines = slots_.back().lines;
      lines = {lines.data(), static_cast<std::size_t>(outline.data() + end - lines.data())};
    } else if (line.starts_with("product ")) {
      product = {.name = line.substr(8)};
    } else if (line.starts_with("docs ")) {
      product.docs = line.substr(5);
    } else if (line == "module") {
      product.module = true;
    } else if (!line.empty() && line.front() != '#') {
      fail_outline(number, "neither product, docs, module, section nor root");
    }
    begin = end + 1;
  }
  sort_names();
}

void SchemaModel::sort_names() {
  by_name_.resize(sections_.size());
  for (std::size_t i = 0; i < by_name_.size(); ++i) by_name_[i] = i;
  std::ranges::sort(by_name_, {}, [this](std::size_t i) { return sections_[i].name; });
}

std::size_t SchemaModel::slot_of(std::string_view path) const {
  const auto name = [this](std::size_t i) { return sections_[i].name; };
  const auto found = std::ranges::lower_bound(by_name_, path, {}, name);
  if (found == by_name_.end() || name(*found) != path) return sections_.size();
  return *found;
}

const ElementType* SchemaModel::section(std::string_view path) const {
  const std::size_t index = slot_of(path);
  if (index == sections_.size()) return nullptr;
  if (index >= slots_.size()) return base_->section(path);
  const std::scoped_lock alone(*reading_);
  Slot& slot = slots_[index];
  if (!slot.type) {
    const LetterCase letter_case =
        slot.lines.starts_with("root ") ? LetterCase::Exact : LetterCase::Ignored;
    slot.type = read_outline({slot.lines, slot.first_line}, letter_case, *unquoted_);
  }
  return slot.type.get();
}

const SectionInfo* SchemaModel::info(std::string_view path) const {
  const std::size_t index = slot_of(path);
  return index == sections_.size() ? nullptr : &sections_[index];
}

bool SchemaModel::is_group(std::string_view path) const {
  const auto name = [this](std::size_t i) { return sections_[i].name; };
  auto found = std::ranges::lower_bound(by_name_, path, {}, name);
  // Names like "a-b" sort between "a" and "a/b".
  for (; found != by_name_.end() && name(*found).starts_with(path); ++found) {
    if (is_below(name(*found), path)) return true;
  }
  return false;
}

std::vector<std::string_view> SchemaModel::names_below(std::string_view group) const {
  std::vector<std::string_view> names;
  for (const SectionInfo& info : sections_) {
    std::string_view rest = info.name;
    if (!group.empty()) {
      if (!is_below(rest, group)) continue;
      rest.remove_prefix(group.size() + 1);
    }
    rest = rest.substr(0, rest.find('/'));
    if (std::ranges::find(names, rest) == names.end()) names.push_back(rest);
  }
  return names;
}

std::string SchemaModel::docs(std::string_view section) const {
  const SectionInfo* about = info(section);
  if (about == nullptr) return {};
  const std::string_view pattern = about->product.docs;
  const std::size_t at = pattern.find(placeholder);
  if (at == std::string_view::npos) return std::string(pattern);
  return fmt::format("{}{}{}", pattern.substr(0, at), lower(section),
                     pattern.substr(at + placeholder.size()));
}

const ElementType* SchemaModel::root() const {
  if (slots_.empty() || !slots_.front().lines.starts_with("root ")) return nullptr;
  return section(sections_.front().name);
}

}  // namespace farmlint
