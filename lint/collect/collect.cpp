#include "lint/collect/collect.h"

#include "lint/embed.h"

FARMLINT_EMBED(farmlint_collector, FARMLINT_COLLECTOR);

namespace farmlint {

std::string_view collector_script() {
  return {farmlint_collector_begin, farmlint_collector_end};
}

}  // namespace farmlint
