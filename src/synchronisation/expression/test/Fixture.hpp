#pragma once

#include "identity/schema/Value.hpp"
#include "synchronisation/expression/Expression.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace jim::synchronisation::expression {

/// A metaverse object and a connected system object of some person, and what expressions give
/// for them, as text.
class Fixture {
public:
    static constexpr std::string_view kNow = "2026-08-22T13:48:07.123456Z";

    Fixture();

    [[nodiscard]] Names names() const { return {mvAttributes_, csAttributes_}; }
    [[nodiscard]] Inputs inputs() const;

    /// Adds an attribute with its values as people write them.
    void mv(std::string name, AttributeType type, std::vector<std::string> values,
            Plurality plurality = Plurality::SingleValued);
    void cs(std::string name, AttributeType type, std::vector<std::string> values,
            Plurality plurality = Plurality::SingleValued);

    /// `null`, `Text "a"`, `Number 5`, `list of Text ["a", "b"]`, or the error's message.
    [[nodiscard]] std::string result(std::string_view source,
                                     std::optional<AttributeType> target = std::nullopt) const;
    /// The compile error's message, or "" when there is none.
    [[nodiscard]] std::string compileError(
        std::string_view source, std::optional<AttributeType> target = std::nullopt) const;

private:
    static identity::schema::AttributeValues values(AttributeId id, AttributeType type,
                                                    const std::vector<std::string>& texts);
    std::vector<AttributeInfo> mvAttributes_;
    std::vector<AttributeInfo> csAttributes_;
    std::vector<identity::schema::AttributeValues> mvValues_;
    std::vector<identity::schema::AttributeValues> csValues_;
    std::string mvDocument_;
    std::string csDocument_;
};

}  // namespace jim::synchronisation::expression
