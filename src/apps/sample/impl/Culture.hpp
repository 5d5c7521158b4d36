#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::apps::sample {

/// A name as its bearer writes it, in Latin letters, and as it stands in an account name.
struct Name {
    std::string native;
    std::string latin;
    std::string account;  ///< Lower-case ASCII letters only.
};

/// Names of one culture, as written down in CultureTexts.cpp.
///
/// A list is words between blanks: `Νίκος=Nikos` (native and Latin form; one word when they are
/// equal), `_` for a blank inside a name, `man|woman` where the form follows the bearer. `a b + c
/// d` joins every word left of the plus with every word right of it; `;` begins another part.
struct CultureText {
    std::string_view key;
    std::string_view women;
    std::string_view men;
    std::string_view families;
    std::string_view middles = {};  ///< Empty: none are used. "given": other given names.
    bool latinScript = true;
    bool familyFirst = false;
    bool joined = false;          ///< No blank between family and given name.
    bool marriageRenames = true;  ///< People take another family name when they marry.
};

[[nodiscard]] std::span<const CultureText> cultureTexts();

/// The same with the lists taken apart. `[0]` is the form for men, `[1]` for women.
struct Culture {
    const CultureText* text = nullptr;
    std::array<std::vector<Name>, 2> given;
    std::array<std::vector<Name>, 2> family;
    std::array<std::vector<Name>, 2> middle;
};

[[nodiscard]] std::vector<Culture> readCultures();

}  // namespace jim::apps::sample
