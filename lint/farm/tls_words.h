// How messages speak of records, certificates and the bindings that need them.
#pragma once

#include <span>
#include <string>

#include "lint/farm/farm.h"
#include "lint/finding.h"

namespace farmlint {

// The subject of a finding about a binding on a node.
Subject about(const Farm& farm, const TlsUse& use);
// The subject of a finding about a record of a node's table.
Subject about(const Node& node, const SslRecord& record);

// "Site1", "Site1 and Site2", "Site1, Site2, Site3 and 3 more", each once. The uses are in the
// order of sites.
std::string sites_words(std::span<const TlsUse* const> uses);

// "www.contoso.com", or the site's name for a binding without host.
std::string client_name(const TlsUse& use);

// "CN=www.contoso.com, 5E1C…", from the record alone if the certificate is not known, or
// "no certificate".
std::string certificate_words(const SslRecord& record, const Certificate* certificate);

// Adds a note that points to the record that answers and says why it wins.
void note_answer(Finding& finding, const Farm& farm, const TlsUse& use, const Handshake& handshake);

}  // namespace farmlint
