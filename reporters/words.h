// Small helpers of wording that several report formats share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lint/report.h"
#include "lint/source.h"

namespace farmlint::reporters {

// "1 node", "2 nodes", "3 policies".
std::string counted(std::size_t count, std::string_view noun);

// A clause as a sentence: first word capitalised unless it is a name, full stop at the end.
std::string sentence(std::string_view clause);

// "binding-host-star" -> "BindingHostStar".
std::string pascal_case(std::string_view kebab_case);

// At most `limit` bytes, cut after a sentence or a word and marked with "...".
std::string shortened(std::string_view text, std::size_t limit);

// Plain text for SARIF's messages, in which brackets make links.
std::string escaped(std::string_view text);

// A path as a URI reference: every byte that could mean something else is percent-encoded.
std::string uri(std::string_view path);

// The text with what Markdown would take for its own escaped.
std::string in_markdown(std::string_view text);

// "farm.xml:5:62"
std::string place(const SourceSet& sources, const Location& at);

// "2 captures, tls on 1 site": what the manifest says and no rule reads.
std::string not_used_words(const FarmReport& farm);

// The texts of a farm; none if nothing could be read.
const SourceSet& sources_of(const FarmReport& farm);

}  // namespace farmlint::reporters
