#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jim::progress {

/// Fields of a document of ours that are read or replaced without parsing it: text from outside
/// cannot look like one of them, since its quotes are escaped.

inline constexpr std::string_view kRetrievedAtField = R"("retrievedAt":")";
inline constexpr std::string_view kStateField = R"("state":")";
inline constexpr std::string_view kHealthField = R"("health":{"status":")";
inline constexpr std::string_view kStoreField = R"("reporter":{"store":")";
inline constexpr std::string_view kFractionField = R"("overall":{"fraction":)";

/// Replaces the text value of the first such field; false when there is none.
bool replaceText(std::string& document, std::string_view field, std::string_view value);

/// The text value of the first such field, as it is written; empty when there is none.
[[nodiscard]] std::string_view textOf(std::string_view document, std::string_view field);

[[nodiscard]] std::optional<double> numberOf(std::string_view document, std::string_view field);

}  // namespace jim::progress
