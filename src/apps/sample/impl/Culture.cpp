#include "apps/sample/impl/Culture.hpp"

#include "foundation/base/Ensure.hpp"

#include <algorithm>

namespace jim::apps::sample {
namespace {

struct Word {
    std::array<std::string, 2> native;
    std::array<std::string, 2> latin;
};

template <class Use>
void splitBy(std::string_view text, char separator, Use use) {
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        if (end > 0) use(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::array<std::string, 2> forms(std::string_view text) {
    const auto bar = text.find('|');
    std::array<std::string, 2> both{std::string{text.substr(0, bar)},
                                    std::string{text.substr(bar == text.npos ? 0 : bar + 1)}};
    for (auto& form : both) std::ranges::replace(form, '_', ' ');
    return both;
}

Word readWord(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == text.npos) return {forms(text), forms(text)};
    return {forms(text.substr(0, equals)), forms(text.substr(equals + 1))};
}

std::vector<Word> readWords(std::string_view text) {
    std::vector<Word> words;
    splitBy(text, ' ', [&](std::string_view word) { words.push_back(readWord(word)); });
    return words;
}

std::string accountForm(std::string_view latin) {
    std::string account;
    for (const char c : latin) {
        if (c >= 'A' && c <= 'Z') account += static_cast<char>(c - 'A' + 'a');
        if (c >= 'a' && c <= 'z') account += c;
        base::ensure(static_cast<unsigned char>(c) < 0x80, "a Latin form is ASCII");
    }
    return account;
}

void add(std::vector<Name>& names, const Word& head, const Word& tail, std::size_t form) {
    Name name{head.native[form] + tail.native[form], head.latin[form] + tail.latin[form], {}};
    name.account = accountForm(name.latin);
    names.push_back(std::move(name));
}

std::vector<Name> readNames(std::string_view list, std::size_t form) {
    std::vector<Name> names;
    splitBy(list, ';', [&](std::string_view part) {
        const auto plus = part.find('+');
        const auto heads = readWords(part.substr(0, plus));
        const auto tails =
            plus == part.npos ? std::vector<Word>{Word{}} : readWords(part.substr(plus + 1));
        for (const auto& head : heads) {
            for (const auto& tail : tails) add(names, head, tail, form);
        }
    });
    return names;
}

}  // namespace

std::vector<Culture> readCultures() {
    std::vector<Culture> cultures;
    for (const auto& text : cultureTexts()) {
        Culture culture;
        culture.text = &text;
        for (std::size_t form = 0; form < 2; ++form) {
            culture.given[form] = readNames(form == 0 ? text.men : text.women, form);
            culture.family[form] = readNames(text.families, form);
            culture.middle[form] =
                text.middles == "given" ? culture.given[form] : readNames(text.middles, form);
        }
        cultures.push_back(std::move(culture));
    }
    return cultures;
}

}  // namespace jim::apps::sample
