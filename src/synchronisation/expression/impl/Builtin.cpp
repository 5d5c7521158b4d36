#include "synchronisation/expression/impl/Builtin.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace jim::synchronisation::expression {
namespace impl {
namespace {

const std::vector<Builtin>& builtins() {
    static const std::vector<Builtin> all = [] {
        std::vector<Builtin> made;
        for (const auto area : {textFunctions, searchFunctions, unicodeFunctions, regexFunctions,
                                listFunctions, logicFunctions, conversionFunctions, dateFunctions,
                                directoryFunctions, randomFunctions})
            made.insert(made.end(), area().begin(), area().end());
        return made;
    }();
    return all;
}

/// Levenshtein distance without regard to case; names are short.
std::size_t distance(std::string_view left, std::string_view right) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c + 0; };
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t change = lower(left[i - 1]) == lower(right[j - 1]) ? 0 : 1;
            const std::size_t best = std::min({row[j] + 1, row[j - 1] + 1, diagonal + change});
            diagonal = std::exchange(row[j], best);
        }
    }
    return row.back();
}

}  // namespace

const Builtin* findBuiltin(std::string_view name) {
    const auto is = [&](std::string_view known) { return base::equalsIgnoringCase(known, name); };
    const auto found = std::ranges::find_if(builtins(), [&](const Builtin& builtin) {
        return is(builtin.info.name) || is(builtin.info.alias);
    });
    return found == builtins().end() ? nullptr : &*found;
}

std::string_view similarBuiltin(std::string_view name) {
    if (name.size() > 40) return {};
    std::string_view best;
    std::size_t least = 3;
    for (const auto& builtin : builtins()) {
        const std::size_t far = distance(builtin.info.name, name);
        if (far >= least || far >= name.size()) continue;
        least = far;
        best = builtin.info.name;
    }
    return best;
}

}  // namespace impl

std::span<const FunctionInfo> functions() {
    static const std::vector<FunctionInfo> all = [] {
        std::vector<FunctionInfo> infos;
        for (const auto& builtin : impl::builtins()) infos.push_back(builtin.info);
        return infos;
    }();
    return all;
}

}  // namespace jim::synchronisation::expression
