#pragma once

#include "connectors/Connector.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace jim::connectors::csv::impl {

/// One pending export, without its contents.
struct ExportEntry {
    schema::ContentHash identity{};  ///< Of object type and external id.
    std::int64_t id = 0;
    std::int32_t objectTypeId = 0;
    std::uint32_t order = 0;
    ExportOperation operation = ExportOperation::Update;
    bool done = false;  ///< Applied or refused.
};

/// All pending exports of one run by the row they are about, in 48 bytes each: external ids are
/// kept as 128-bit hashes only.
class ExportIndex {
public:
    explicit ExportIndex(std::span<const ExportKey> keys);

    /// What is to be done with a row, in the order of the keys.
    [[nodiscard]] std::span<ExportEntry> find(std::int32_t objectTypeId,
                                              std::string_view externalId);

    /// The rows nothing was done with yet, by their first key.
    [[nodiscard]] std::vector<std::span<ExportEntry>> pending();

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    [[nodiscard]] std::span<ExportEntry> groupAt(std::size_t at);
    std::vector<ExportEntry> entries_;
};

}  // namespace jim::connectors::csv::impl
