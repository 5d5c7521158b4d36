#pragma once

#include "connectors/Connector.hpp"
#include "foundation/base/Result.hpp"
#include "identity/connector_space/IncomingHash.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace jim::runs::run_profile::step {

/// One object or error as it stands in the spool. Views are valid until the next one is read.
struct SpoolRecord {
    enum class Kind : std::uint8_t { Object = 0, Error = 1 };

    Kind kind = Kind::Object;
    std::uint64_t entry = 0;  ///< Of an object: its number in the import's index.
    std::int32_t objectTypeId = 0;
    std::int64_t position = 0;
    std::string_view externalId;
    std::string_view displayName;
    std::string_view document;
    std::vector<connectors::SourceReference> references;
    identity::schema::ContentHash hash{};
    connectors::ImportErrorType errorType = connectors::ImportErrorType::MalformedRow;
    bool duplicate = false;  ///< Of an error: the row repeats an external id.
    std::string_view message;
};

/// What an import has read and has to write, in a temporary file of its own, so that memory stays
/// bounded and nothing is written before everything was read. Written once, then read as often as
/// needed. Removed with the object. Not thread-safe.
class ImportSpool {
public:
    [[nodiscard]] static base::Result<ImportSpool> create(const std::filesystem::path& folder);

    [[nodiscard]] base::Status append(const SpoolRecord& record);

    /// Ends writing, or goes back to the first record.
    [[nodiscard]] base::Status rewind();
    /// False at the end. External when the file cannot be read back.
    [[nodiscard]] base::Result<bool> next(SpoolRecord& record);

    [[nodiscard]] std::int64_t records() const { return records_; }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    explicit ImportSpool(std::FILE* file) : file_(file) {}

    std::unique_ptr<std::FILE, Close> file_;
    std::string buffer_;
    std::string record_;
    std::int64_t records_ = 0;
};

}  // namespace jim::runs::run_profile::step
