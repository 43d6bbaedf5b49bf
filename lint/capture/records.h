// The forms that captures of certificate records have. All of them list what they do not
// understand.
#pragma once

#include "lint/capture/capture.h"

namespace farmlint::captures {

CaptureOf<SslRecord> read_records_text(const SourceSet& sources, FileId file);
CaptureOf<SslRecord> read_records_json(const SourceSet& sources, FileId file);
CaptureOf<SslRecord> read_records_registry(const SourceSet& sources, FileId file);

}  // namespace farmlint::captures
