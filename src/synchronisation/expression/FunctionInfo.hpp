#pragma once

#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

namespace jim::synchronisation::expression {

/// What a parameter takes.
enum class Accepts {
    Text,
    Whole,  ///< Number or LongNumber
    Boolean,
    DateTime,
    Convertible,  ///< Text, a numeric type or Boolean
    Value,        ///< any single value
    Anything,     ///< a value or a list
    List,         ///< a list of anything
    Same,         ///< one type for all parameters marked so
    SameValue,    ///< as Same, but no lists
    Element,      ///< the type of the elements of the list before it
    Pattern,      ///< a regular expression, written as a text literal
    DateFormat,   ///< Text; checked when the expression is compiled if it is a literal
};

/// What a function gives.
enum class Gives {
    Text,
    TextList,
    Number,
    LongNumber,
    Decimal,
    Boolean,
    DateTime,
    Guid,
    Same,     ///< the common type of the parameters marked Same
    Whole,    ///< LongNumber if one of the arguments is, else Number
    Element,  ///< the type of the elements of the first argument
};

enum class Arity { Required, Optional, Repeated };

struct Parameter {
    std::string_view name;
    Accepts accepts = Accepts::Text;
    Arity arity = Arity::Required;
    /// The function says what null means here; null for any other parameter gives null.
    bool takesNull = false;
};

/// A function of the language, as the reference page shows it.
struct FunctionInfo {
    std::string_view area;  ///< Text, Lists, Logic, Conversion, Dates, Bits, Directory, Random
    std::string_view name;
    std::string_view alias;  ///< Another name, or empty.
    Parameter declared[3];   ///< Those without a name are none; see parameters().
    Gives gives = Gives::Text;
    bool deterministic = true;
    std::string_view description;  ///< One sentence, without markup.
    std::string_view example;      ///< `Upper("a") -> "A"`

    [[nodiscard]] constexpr std::span<const Parameter> parameters() const {
        std::size_t count = 0;
        while (count < std::size(declared) && !declared[count].name.empty()) ++count;
        return {declared, count};
    }
};

/// Every function of the language, by area, in the order of the reference page. Lives as long as
/// the program. Thread-safe.
[[nodiscard]] std::span<const FunctionInfo> functions();

/// `Substring(text, start[, length])`.
[[nodiscard]] std::string signature(const FunctionInfo& info);

[[nodiscard]] std::string_view toText(Accepts accepts);
[[nodiscard]] std::string_view toText(Gives gives);

}  // namespace jim::synchronisation::expression
