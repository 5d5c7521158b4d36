#pragma once

#include "foundation/base/Result.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::api::service_setting {

enum class ValueType { String, Boolean, Integer, TimeSpan, Enum, StringEncrypted, Guid };

[[nodiscard]] std::string_view toText(ValueType type);

/// A setting that administrators change while the service runs. Values are texts.
struct Definition {
    std::string_view key;
    std::string_view name;
    std::string_view description;
    std::string_view category;  ///< ServiceSettingCategory
    ValueType type = ValueType::String;
    std::string_view fallback{};  ///< The value when it is not set; empty is none.
    bool readOnly = false;
    std::string_view choices{};  ///< Of an Enum, separated by blanks.
    std::int64_t least = 1;      ///< Of an Integer.
    std::int64_t most = std::numeric_limits<std::int32_t>::max();
};

[[nodiscard]] std::span<const Definition> definitions();

/// By key, any case; null when there is none.
[[nodiscard]] const Definition* find(std::string_view key);

/// The value in its normal form, or InvalidInput for `value`.
[[nodiscard]] base::Result<std::string> normalised(const Definition& definition,
                                                   const std::string& value);

}  // namespace jim::api::service_setting
