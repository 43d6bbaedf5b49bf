// What read_certificates chooses from, and what its readers share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lint/capture/capture.h"

namespace farmlint {

using CapturedCertificates = CaptureOf<Certificate>;

// ConvertTo-Json of certificates.
void read_inventory(const SourceSet& sources, FileId file, CapturedCertificates& out);

// One certificate in DER, whose place is `at`.
void read_x509(std::string_view der, const Location& at, CapturedCertificates& out);

// Blanks are allowed anywhere; padding is required.
std::optional<std::string> decode_base64(std::string_view text);

void add_name(Certificate& certificate, std::string_view host);
// For a certificate that names no host elsewhere.
void add_name_of_subject(Certificate& certificate);

}  // namespace farmlint
