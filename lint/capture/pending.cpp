#include "lint/capture/capture.h"

namespace farmlint {

CaptureOf<SslRecord> read_records(const SourceSet&, FileId) { return {}; }
CaptureOf<Located<IpAddress>> read_listen_list(const SourceSet&, FileId) { return {}; }
CaptureOf<Located<std::string>> read_store_files(const SourceSet&, FileId) { return {}; }
bool is_registry_export(const SourceSet&, FileId) { return false; }
CaptureOf<CentralStoreSettings> read_store_settings(const SourceSet&, FileId) { return {}; }

}  // namespace farmlint
