#include "api/operation/Paging.hpp"

#include "api/operation/Reader.hpp"
#include "foundation/base/EnumText.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace jim::api::operation {
namespace {

constexpr std::int64_t kMostItems = 100;
constexpr std::int64_t kDeepest = 1'000'000;

void readNumbers(Reader& query, Page& page, std::int64_t defaultSize) {
    page.number = std::max<std::int64_t>(query.longInteger("page").value_or(1), 1);
    page.size = query.longInteger("pageSize").value_or(defaultSize);
    if (page.size < 1) page.size = defaultSize;
    page.size = std::min(page.size, kMostItems);
    if (page.number - 1 > kDeepest / page.size)
        query.problem("page", "The page lies deeper than 1,000,000 items; narrow the list.");
}

std::string lowerCase(std::string_view text) {
    std::string lower{text};
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return lower;
}

struct Condition {
    std::string property;
    std::string operation;
    std::string value;
};

std::optional<Condition> parseCondition(std::string_view filter) {
    const auto first = filter.find(':');
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = filter.find(':', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    return Condition{std::string{filter.substr(0, first)},
                     lowerCase(filter.substr(first + 1, second - first - 1)),
                     std::string{filter.substr(second + 1)}};
}

/// Empty when the operation does not suit the kind of value: then the filter is ignored.
std::optional<bool> matchesText(const std::string& text, const Condition& condition) {
    const std::string have = lowerCase(text);
    const std::string want = lowerCase(condition.value);
    if (condition.operation == "eq") return have == want;
    if (condition.operation == "ne") return have != want;
    if (condition.operation == "contains") return have.find(want) != std::string::npos;
    if (condition.operation == "startswith") return have.starts_with(want);
    if (condition.operation == "endswith") return have.ends_with(want);
    return std::nullopt;
}

std::optional<bool> matchesNumber(std::int64_t have, const Condition& condition) {
    std::int64_t want = 0;
    const auto* end = condition.value.data() + condition.value.size();
    const auto [stop, code] = std::from_chars(condition.value.data(), end, want);
    if (code != std::errc{} || stop != end) return std::nullopt;
    if (condition.operation == "eq") return have == want;
    if (condition.operation == "ne") return have != want;
    if (condition.operation == "gt") return have > want;
    if (condition.operation == "gte") return have >= want;
    if (condition.operation == "lt") return have < want;
    if (condition.operation == "lte") return have <= want;
    return std::nullopt;
}

std::optional<bool> matchesTruth(bool have, const Condition& condition) {
    const bool isTrue = base::equalsIgnoringCase(condition.value, "true");
    if (!isTrue && !base::equalsIgnoringCase(condition.value, "false")) return std::nullopt;
    if (condition.operation == "eq") return have == isTrue;
    if (condition.operation == "ne") return have != isTrue;
    return std::nullopt;
}

std::optional<bool> matches(const Json& item, const Condition& condition) {
    const Json* value = item.find(condition.property);
    if (value == nullptr) return std::nullopt;
    if (const auto* text = value->text()) return matchesText(*text, condition);
    if (const auto* number = value->integer()) return matchesNumber(*number, condition);
    if (const auto* truth = value->boolean()) return matchesTruth(*truth, condition);
    if (value->isNull()) return condition.operation == "ne";
    return std::nullopt;
}

bool isLess(const Json* a, const Json* b) {
    if (a == nullptr || b == nullptr || a->isNull() || b->isNull())
        return (a == nullptr || a->isNull()) && b != nullptr && !b->isNull();
    if (a->text() && b->text()) return lowerCase(*a->text()) < lowerCase(*b->text());
    if (a->integer() && b->integer()) return *a->integer() < *b->integer();
    if (a->boolean() && b->boolean()) return *a->boolean() < *b->boolean();
    return false;
}

/// Equal items keep their order.
void sort(Json::Array& items, const Page& page) {
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        const Json* left = items[a].find(page.sortBy);
        const Json* right = items[b].find(page.sortBy);
        if (isLess(left, right)) return !page.descending;
        if (isLess(right, left)) return page.descending;
        return a < b;
    });
    Json::Array sorted;
    for (const std::size_t index : order) sorted.push_back(std::move(items[index]));
    items = std::move(sorted);
}

}  // namespace

base::Result<Page> readPage(const Call& call) {
    Page page;
    Reader query = Reader::ofQuery(call);
    readNumbers(query, page, 25);
    page.sortBy = query.text("sortBy", {0, 100}).value_or("");
    page.filter = query.text("filter", {0, 500}).value_or("");
    const auto direction = query.text("sortDirection");
    if (direction && *direction != "asc" && *direction != "desc")
        query.problem("sortDirection", "This is asc or desc.");
    page.descending = direction == "desc";
    page.directionGiven = direction.has_value();
    JIM_TRY(query.finish());
    return page;
}

base::Result<Page> readPlainPage(const Call& call, std::int64_t defaultSize) {
    Page page;
    Reader query = Reader::ofQuery(call);
    readNumbers(query, page, defaultSize);
    JIM_TRY(query.finish());
    return page;
}

Json envelope(Json::Array items, std::int64_t totalCount, const Page& page) {
    const std::int64_t pages = (totalCount + page.size - 1) / page.size;
    Json body = Json::object();
    body.set("items", std::move(items))
        .set("totalCount", totalCount)
        .set("page", page.number)
        .set("pageSize", page.size)
        .set("totalPages", pages)
        .set("hasNextPage", page.number < pages)
        .set("hasPreviousPage", page.number > 1);
    return body;
}

Json pageOf(Json::Array items, const Page& page) {
    if (const auto condition = parseCondition(page.filter))
        std::erase_if(items,
                      [&](const Json& item) { return !matches(item, *condition).value_or(true); });
    if (!items.empty() && items.front().find(page.sortBy) != nullptr) sort(items, page);
    const auto total = static_cast<std::int64_t>(items.size());
    const auto first = items.begin() + std::min(page.offset(), total);
    const auto last = items.begin() + std::min(page.offset() + page.size, total);
    return envelope(Json::Array(std::make_move_iterator(first), std::make_move_iterator(last)),
                    total, page);
}

bool matchesSearch(std::string_view text, std::string_view search) {
    return lowerCase(text).find(lowerCase(search)) != std::string::npos;
}

}  // namespace jim::api::operation
