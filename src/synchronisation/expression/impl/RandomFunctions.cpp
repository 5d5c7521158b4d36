#include "foundation/base/Random.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/WordList.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

constexpr std::int64_t kShortest = 8;
constexpr std::int64_t kLongest = 128;
constexpr std::int64_t kFewestWords = 3;
constexpr std::int64_t kMostWords = 20;

/// Without characters that people take for each other, such as l, 1, I, O and 0.
constexpr std::array<std::string_view, 4> kClasses{
    "abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!#$%&*+-=?@_"};

/// A number below `count`, each equally likely.
std::size_t randomBelow(std::size_t count) {
    const auto bound = static_cast<std::uint32_t>(count);
    const std::uint32_t fair = UINT32_MAX - UINT32_MAX % bound;
    while (true) {
        std::array<std::uint8_t, 4> bytes{};
        base::randomBytes(bytes);
        std::uint32_t value = 0;
        for (const auto byte : bytes) value = value << 8 | byte;
        if (value < fair) return value % bound;
    }
}

char randomOf(std::string_view characters) {
    return characters[randomBelow(characters.size())];
}

Slot randomPassword(Workspace& workspace, Arguments arguments) {
    const std::int64_t length = arguments.empty() ? 16 : arguments[0].whole();
    if (length < kShortest || length > kLongest)
        return workspace.fail("a password has 8 to 128 characters");
    const bool symbols = arguments.size() < 2 || arguments[1].truth();
    const std::size_t classes = symbols ? kClasses.size() : kClasses.size() - 1;
    std::string all;
    for (std::size_t i = 0; i < classes; ++i) all += kClasses[i];
    std::string& out = workspace.buffer();
    for (std::size_t i = 0; i < classes; ++i) out += randomOf(kClasses[i]);
    while (out.size() < static_cast<std::size_t>(length)) out += randomOf(all);
    for (std::size_t i = out.size() - 1; i > 0; --i) std::swap(out[i], out[randomBelow(i + 1)]);
    return workspace.text(out);
}

Slot randomPassphrase(Workspace& workspace, Arguments arguments) {
    const std::int64_t count = arguments.empty() ? 5 : arguments[0].whole();
    if (count < kFewestWords || count > kMostWords)
        return workspace.fail("a passphrase has 3 to 20 words");
    const std::string_view separator = arguments.size() < 2 ? "-" : arguments[1].text();
    if (separator.size() > 10) return workspace.fail("the separator has at most 10 bytes");
    const auto words = passphraseWords();
    std::string& out = workspace.buffer();
    for (std::int64_t i = 0; i < count; ++i) {
        if (i > 0) out += separator;
        out += words[randomBelow(words.size())];
    }
    return workspace.text(out);
}

constexpr Builtin kRandomFunctions[] = {
    {{"Random",
      "RandomPassword",
      "",
      {{"length", Accepts::Whole, Arity::Optional},
       {"symbols", Accepts::Boolean, Arity::Optional, true}},
      Gives::Text,
      false,
      "A password of 8 to 128 characters (16 unless told) with lower and upper case, digits "
      "and, unless symbols is false, symbols.",
      R"(RandomPassword(12) -> "u7K!mQe?4xWb")"},
     randomPassword},
    {{"Random",
      "RandomPassphrase",
      "",
      {{"words", Accepts::Whole, Arity::Optional},
       {"separator", Accepts::Text, Arity::Optional, true}},
      Gives::Text,
      false,
      "A passphrase of 3 to 20 words (5 unless told) with a hyphen or the separator between "
      "them; each word adds 10 bits.",
      R"(RandomPassphrase(4) -> "otter-violin-maple-dawn")"},
     randomPassphrase},
};

}  // namespace

std::span<const Builtin> randomFunctions() {
    return kRandomFunctions;
}

}  // namespace jim::synchronisation::expression::impl
