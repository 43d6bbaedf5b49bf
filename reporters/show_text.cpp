#include "reporters/show_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lint/farm/wording.h"
#include "lint/text.h"
#include "reporters/glyphs.h"
#include "reporters/secrets.h"
#include "reporters/show_words.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

using Row = std::array<std::string, 4>;
using Rows = std::vector<Row>;

// The order of the columns. A name comes first, what stands back is dim.
enum class Columns : std::uint8_t {
  ValueOriginPlace,  // the place is dim
  OriginPlaceRest,   // the rest is often too long for a line
  AllDim,
};

bool is_dim(Columns columns, std::size_t column) {
  if (columns == Columns::AllDim) return true;
  return column == (columns == Columns::ValueOriginPlace ? 3U : 2U);
}

using Widths = std::array<std::size_t, std::tuple_size_v<Row>>;

Widths widths_of(const Rows& rows) {
  // One long text must not push the others off the screen.
  constexpr std::size_t widest = 56;
  Widths widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::size_t wide = width(row.at(i));
      if (wide <= widest) widths.at(i) = std::max(widths.at(i), wide);
    }
  }
  return widths;
}

class Writer {
 public:
  Writer(const Shown& object, const Palette& palette)
      : object_(object), farm_(*object.farm), palette_(palette), secrets_(*object.farm->sources) {}

  std::string write() {
    header();
    bindings();
    applications();
    for (const ShownDirectory& directory : object_.directories) {
      title(fmt::format("virtual directory {}", printable(directory.path)), directory.at);
      draw(written_rows(directory.content.values));
    }
    const Rows written = written_rows(object_.content.values);
    if (!written.empty()) title("written");
    draw(written);
    for (const ShownCollection& collection : object_.content.collections) items(collection);
    defaults();
    remarks();
    return std::move(out_);
  }

 private:
  void title(std::string_view words) {
    out_ += fmt::format("\n{}\n", palette_.paint(Ink::Path, words));
  }
  void title(std::string_view words, const Location& at) {
    out_ += fmt::format("\n{}  {}\n", palette_.paint(Ink::Path, words),
                        palette_.paint(Ink::Margin, place_of(at)));
  }
  std::string place_of(const Location& at) const { return place(*farm_.sources, at); }

  void draw(const Rows& rows, Columns columns = Columns::ValueOriginPlace) {
    const Widths widths = widths_of(rows);
    for (const Row& row : rows) draw(row, widths, columns);
  }

  void draw(const Row& row, const Widths& widths, Columns columns) {
    std::size_t last = row.size() - 1;
    while (last > 0 && row.at(last).empty()) --last;
    for (std::size_t i = 0; i <= last; ++i) {
      const std::string& text = row.at(i);
      const std::size_t used = width(text);
      if (std::max(widths.at(i), used) == 0) continue;
      out_ += "  " + (is_dim(columns, i) ? palette_.paint(Ink::Margin, text) : text);
      if (i < last) out_.append(std::max(widths.at(i), used) - used, ' ');
    }
    out_ += '\n';
  }

  Row row_of(const ShownValue& value) const {
    std::string text = printable(text_of(secrets_, value));
    if (text.empty()) text = value.origin == Origin::None ? "(none)" : "\"\"";
    std::string origin = printable(origin_words(value.origin, value.from));
    if (value.locked) origin += ", locked";
    return {value.name, std::move(text), std::move(origin),
            value.written() ? place_of(value.at) : std::string()};
  }

  Rows written_rows(const std::vector<ShownValue>& values) const {
    Rows rows;
    for (const ShownValue& value : values)
      if (value.written()) rows.push_back(row_of(value));
    return rows;
  }

  void header() {
    out_ += palette_.paint(Ink::Path, printable(title_of(object_)));
    if (object_.kind == ObjectKind::Site) {
      const ShownValue* const id = find(object_.content, "id");
      const ShownValue* const starts = find(object_.content, "serverAutoStart");
      const bool stays = starts != nullptr && iequals(starts->value, "false");
      out_ += fmt::format(" (id {}, {})", id == nullptr ? "" : printable(id->value),
                          stays ? "does not start" : "starts automatically");
    }
    out_ += object_.at ? fmt::format("  {}\n", palette_.paint(Ink::Margin, place_of(*object_.at)))
                       : "  not written anywhere\n";
    Rows rows;
    for (const ShownValue& value : object_.derived) rows.push_back(row_of(value));
    draw(rows);
  }

  std::string live_words(const ShownBinding& shown) const {
    if (shown.live_on && shown.live_on->empty()) return "live on no node";
    if (shown.live_on) return fmt::format("live on {}", node_words(farm_, *shown.live_on));
    return shown.binding->web() && shown.binding->end_point() == nullptr ? "cannot be read" : "";
  }

  void bindings() {
    if (object_.kind != ObjectKind::Site) return;
    title(object_.bindings.empty() ? "no bindings" : "bindings");
    Rows rows;
    for (const ShownBinding& shown : object_.bindings) {
      const Binding& binding = *shown.binding;
      std::string label = printable(binding.label());
      if (binding.ssl_flags != 0) label += fmt::format(" sslFlags={}", binding.ssl_flags);
      rows.push_back({std::move(label), live_words(shown), origin_words(shown.origin, shown.from),
                      place_of(binding.element->at())});
    }
    draw(rows);
  }

  void applications() {
    const bool of_pool = object_.kind == ObjectKind::Pool;
    if (!of_pool && object_.kind != ObjectKind::Site) return;
    if (object_.applications.empty()) {
      title(of_pool ? "no application runs in it" : "no applications");
      return;
    }
    title(of_pool ? "applications that run in it" : "applications");
    Rows rows;
    for (const ShownApplication& application : object_.applications) {
      std::string runs = fmt::format("pool {}, {}", application.pool, application.identity);
      rows.push_back({printable(application.name), of_pool ? std::string() : printable(runs),
                      place_of(application.at),
                      printable(text_of(secrets_, application.physical_path))});
    }
    draw(rows, Columns::OriginPlaceRest);
  }

  // `users="*"`
  std::string attribute_of(const ShownValue& value) const {
    return fmt::format("{}=\"{}\"", value.name, printable(text_of(secrets_, value)));
  }

  // `X-Frame-Options`, `rule To https`, `roles="admins"`: the keys, and what kind of item it is.
  std::string head_of(const ShownItem& item) const {
    std::vector<std::string> words;
    if (item.element != "add") words.push_back(item.element);
    for (const ShownValue& value : item.content.values) {
      if (value.key == Key::Unique) words.push_back(printable(text_of(secrets_, value)));
      if (value.key == Key::Combined) words.push_back(attribute_of(value));
    }
    return words.empty() ? item.element : fmt::format("{}", fmt::join(words, " "));
  }

  // `match/url="b" action/type="None"`
  std::string rest_of(const ShownItem& item) const {
    std::vector<std::string> words;
    for (const ShownValue& value : item.content.values)
      if (value.key == Key::None) words.push_back(attribute_of(value));
    return fmt::format("{}", fmt::join(words, " "));
  }

  void add_rows(const ShownItem& item, std::size_t depth, std::string_view prefix,
                Rows& rows) const {
    std::string origin = printable(origin_words(item.origin, item.from));
    if (item.locked) origin += ", locked";
    rows.push_back({fmt::format("{:{}}{}{}", "", 2 * depth, prefix, head_of(item)),
                    std::move(origin), place_of(item.at), rest_of(item)});
    for (const ShownCollection& collection : item.content.collections)
      for (const ShownItem& inner : collection.items)
        add_rows(inner, depth + 1, collection.name.empty() ? "" : collection.name + ": ", rows);
  }

  void items(const ShownCollection& collection) {
    const auto there = static_cast<std::size_t>(std::ranges::count_if(
        collection.items, [](const ShownItem& item) { return !item.removed_at; }));
    const std::string name = collection.name.empty()
                                 ? object_.name.substr(object_.name.rfind('/') + 1)
                                 : collection.name;
    title(fmt::format("{}: {}", name, counted(there, "item")));
    Rows rows;
    for (const ShownItem& item : collection.items)
      if (!item.removed_at) add_rows(item, 0, {}, rows);
    removals(collection, rows);
    draw(rows, Columns::OriginPlaceRest);
  }

  // A line for each <remove>, one for all that a <clear/> drops.
  void removals(const ShownCollection& collection, Rows& rows) const {
    std::vector<Location> told;
    for (const ShownItem& item : collection.items) {
      if (!item.removed_at || std::ranges::find(told, *item.removed_at) != told.end()) continue;
      told.push_back(*item.removed_at);
      const auto count = static_cast<std::size_t>(
          std::ranges::count(collection.items, item.removed_at, &ShownItem::removed_at));
      rows.push_back({fmt::format("gone: {}", count == 1 ? head_of(item) : counted(count, "item")),
                      "removed",
                      place_of(*item.removed_at),
                      {}});
    }
  }

  void defaults() {
    const auto draw_unwritten = [this](const std::vector<ShownValue>& values,
                                       const std::string& prefix, Rows& rows) {
      for (const ShownValue& value : values) {
        if (value.written()) continue;
        Row row = row_of(value);
        row[0] = prefix + row[0];
        rows.push_back(std::move(row));
      }
    };
    Rows rows;
    draw_unwritten(object_.content.values, {}, rows);
    for (const ShownDirectory& directory : object_.directories)
      draw_unwritten(directory.content.values, fmt::format("{}: ", printable(directory.path)),
                     rows);
    if (rows.empty()) return;
    title("not written: what the schema says");
    draw(rows, Columns::AllDim);
  }

  void remarks() {
    const std::vector<std::string>& left_out = object_.content.left_out;
    if (!left_out.empty())
      out_ += fmt::format("\nLeft out, because nobody writes it: {}.\n", enumeration(left_out));
    if (!object_.also.empty())
      out_ +=
          fmt::format("\nAn application pool has this name, too: {}\n", printable(object_.also));
  }

  const Shown& object_;
  const Farm& farm_;
  const Palette& palette_;
  const Secrets secrets_;
  std::string out_;
};

}  // namespace

std::string show_as_text(const Shown& object, const Palette& palette) {
  return Writer(object, palette).write();
}

}  // namespace farmlint::reporters
