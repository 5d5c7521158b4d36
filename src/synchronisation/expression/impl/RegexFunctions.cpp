#include "identity/schema/Value.hpp"
#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/IcuText.hpp"
#include "synchronisation/expression/impl/Pattern.hpp"

#include <fmt/format.h>

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

/// The longest text that is searched, in bytes.
constexpr std::size_t kMaxSearched = 32 << 10;

/// What one call may take: a few milliseconds.
constexpr std::int32_t kBudget = 50;

Slot failure(Workspace& workspace, UErrorCode status) {
    if (status == U_REGEX_STOPPED_BY_CALLER)
        return workspace.fail("the regular expression takes too long on this value");
    if (status == U_REGEX_STACK_OVERFLOW)
        return workspace.fail("the regular expression needs too much memory on this value");
    if (status == U_INDEX_OUTOFBOUNDS_ERROR || status == U_REGEX_INVALID_CAPTURE_GROUP_NAME)
        return workspace.fail("the replacement names a group that the regular expression lacks");
    return workspace.fail(fmt::format("the regular expression failed ({})", u_errorName(status)));
}

/// A matcher over `text`, the first argument, or nullptr; the workspace then says why.
std::unique_ptr<icu::RegexMatcher> matcherOver(Workspace& workspace, Arguments arguments,
                                               const icu::UnicodeString& text,
                                               std::int32_t& budget) {
    if (arguments[0].text().size() > kMaxSearched) {
        workspace.fail("the text is too long for a regular expression (32 KiB)");
        return nullptr;
    }
    auto matcher = arguments[1].pattern().matcher(budget);
    if (matcher)
        matcher->reset(text);
    else
        workspace.fail("the regular expression cannot be used");
    return matcher;
}

Slot isMatch(Workspace& workspace, Arguments arguments) {
    if (arguments[0].isNull()) return Slot::boolean(false);
    const auto text = toIcu(arguments[0].text());
    std::int32_t budget = kBudget;
    const auto matcher = matcherOver(workspace, arguments, text, budget);
    if (!matcher) return {};
    UErrorCode status = U_ZERO_ERROR;
    const bool found = matcher->find(status) != 0;
    return U_FAILURE(status) ? failure(workspace, status) : Slot::boolean(found);
}

Slot replaceAll(Workspace& workspace, Arguments arguments) {
    const auto text = toIcu(arguments[0].text());
    std::int32_t budget = kBudget;
    const auto matcher = matcherOver(workspace, arguments, text, budget);
    if (!matcher) return {};
    const auto with = toIcu(arguments[2].text());
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString result;
    while (U_SUCCESS(status) && matcher->find(status)) {
        matcher->appendReplacement(result, with, status);
        if (static_cast<std::size_t>(result.length()) > kMaxTextBytes / 3)
            return workspace.fail("RegexReplace would make a text longer than 1 MiB");
    }
    if (U_FAILURE(status)) return failure(workspace, status);
    matcher->appendTail(result);
    std::string& out = workspace.buffer();
    result.toUTF8String(out);
    // A replacement can write any character by its number.
    if (!identity::schema::isStorableText(out))
        return workspace.fail("RegexReplace made a character that cannot be stored");
    return workspace.text(out);
}

constexpr Parameter kPattern{"pattern", Accepts::Pattern};

constexpr Builtin kRegexFunctions[] = {
    {{"Text",
      "RegexIsMatch",
      "RegexMatch",
      {{"text", Accepts::Text, Arity::Required, true}, kPattern},
      Gives::Boolean,
      true,
      "Whether the regular expression matches somewhere in the text; false for null.",
      R"(RegexIsMatch("E1042", "^E[0-9]+$") -> true)"},
     isMatch},
    {{"Text",
      "RegexReplace",
      "",
      {{"text", Accepts::Text}, kPattern, {"with", Accepts::Text, Arity::Required, true}},
      Gives::Text,
      true,
      "The text with every match of the regular expression replaced; $1 is its first group.",
      R"(RegexReplace("+44 (0)20 7946", "[^0-9+]", "") -> "+440207946")"},
     replaceAll},
};

}  // namespace

std::span<const Builtin> regexFunctions() {
    return kRegexFunctions;
}

}  // namespace jim::synchronisation::expression::impl
