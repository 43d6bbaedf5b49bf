#include "reporters/show.h"

#include <fmt/format.h>

#include "reporters/glyphs.h"
#include "reporters/show_json.h"
#include "reporters/show_text.h"

namespace farmlint::reporters {

std::string render_show(std::span<const Shown> objects, std::string_view format, bool color) {
  if (format == "json") return show_as_json(objects);
  std::string out;
  for (const Shown& object : objects) {
    if (!out.empty()) out += '\n';
    if (objects.size() > 1) out += fmt::format("Farm {}\n\n", printable(object.farm->name));
    out += show_as_text(object, Palette(color));
  }
  return out;
}

}  // namespace farmlint::reporters
