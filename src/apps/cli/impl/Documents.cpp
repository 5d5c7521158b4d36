#include "apps/cli/impl/Documents.hpp"

#include "apps/cli/Table.hpp"
#include "apps/cli/Wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::apps::cli::documents {
namespace {

std::string formatted(std::string text, As as) {
    switch (as) {
        case As::Text:
        case As::Number:
        case As::Seconds:
            return text;
        case As::Name:
            return text == "NotSet" ? std::string{} : spaced(text);
        case As::Time:
            return shortTime(text);
        case As::Span:
            return text.empty() ? text : spanText(text);
    }
    return text;
}

/// `oldValue` as `Old value`.
std::string titleOf(std::string_view member) {
    auto title = spaced(member);
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

bool isEmpty(const json::value& value) {
    if (const auto* text = value.if_string()) return text->empty();
    if (const auto* list = value.if_array()) return list->empty();
    if (const auto* object = value.if_object()) return object->empty();
    return value.is_null();
}

bool holdsObjects(const json::value& value) {
    return value.is_object() || (value.is_array() && value.get_array().front().is_object());
}

constexpr std::size_t kDeepest = 8;

void appendEverything(std::string& text, const json::object& document, std::size_t depth) {
    const std::string indent(depth * 2, ' ');
    for (const auto& [member, value] : document) {
        if (isEmpty(value)) continue;
        const auto title = neutralised(titleOf(member));
        if (!holdsObjects(value) || depth == kDeepest) {
            text += fmt::format("{}{}: {}\n", indent, title, neutralised(json::shown(value)));
            continue;
        }
        text += fmt::format("{}{}:\n", indent, title);
        if (const auto* object = value.if_object()) {
            appendEverything(text, *object, depth + 1);
            continue;
        }
        for (const auto& entry : value.get_array()) {
            if (const auto* object = entry.if_object()) appendEverything(text, *object, depth + 1);
            text += '\n';
        }
    }
}

}  // namespace

std::string shown(const json::object& from, const Item& item) {
    const auto* holder = &from;
    auto path = item.path;
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        holder = json::child(*holder, path.substr(0, dot));
        if (holder == nullptr) return {};
        path.remove_prefix(dot + 1);
    }
    if (item.as == As::Number && json::number(*holder, path))
        return grouped(json::whole(*holder, path));
    if (const auto seconds = json::number(*holder, path); item.as == As::Seconds && seconds)
        return fmt::format("{:.2f}", *seconds);
    return formatted(json::shown(*holder, path), item.as);
}

std::string tableText(const json::array& rows, std::span<const Item> items, std::size_t width) {
    std::vector<Item> shownItems;
    for (const auto& item : items)
        if (rows.empty() || std::ranges::any_of(rows, [&](const json::value& row) {
                const auto* object = row.if_object();
                return object != nullptr && !shown(*object, item).empty();
            }))
            shownItems.push_back(item);

    std::vector<Column> columns;
    for (const auto& item : shownItems) {
        const bool number = item.as == As::Number || item.as == As::Seconds;
        columns.push_back(
            {std::string{item.title}, number ? Align::Right : Align::Left, item.shrinks});
    }
    Table table{std::move(columns)};
    for (const auto& row : rows) {
        const auto* object = row.if_object();
        if (object == nullptr) continue;
        std::vector<std::string> cells;
        for (const auto& item : shownItems) cells.push_back(shown(*object, item));
        table.add(std::move(cells));
    }
    return table.text(width);
}

std::string fieldsText(const json::object& from, std::span<const Item> items) {
    std::size_t widest = 0;
    for (const auto& item : items) widest = std::max(widest, columnsOf(item.title));
    std::string text;
    for (const auto& item : items) {
        const auto value = neutralised(shown(from, item));
        if (value.empty()) continue;
        text += fmt::format("{}  {}\n", padded(item.title, widest, Align::Left), value);
    }
    return text;
}

std::string pageText(const json::object& page) {
    if (!json::flag(page, "hasNextPage") && json::whole(page, "page") <= 1) return {};
    auto text = fmt::format("Page {} of {}, {} in all.", grouped(json::whole(page, "page")),
                            grouped(json::whole(page, "totalPages")),
                            grouped(json::whole(page, "totalCount")));
    if (json::flag(page, "hasNextPage"))
        text += fmt::format(" Next: --page {}", json::whole(page, "page") + 1);
    return text + '\n';
}

std::string pagePath(std::string_view list, const PageOptions& page) {
    return fmt::format("{}?page={}&pageSize={}", list, page.page, page.pageSize);
}

Outcomes printPage(Context context, const std::string& path, std::span<const Item> items) {
    JIM_ASSIGN(const auto body, context.client.get(path));
    if (context.json) {
        context.console.print(body + '\n');
        return ExitStatus::Complete;
    }
    JIM_ASSIGN(const auto page, json::parseObject(body));
    context.console.print(
        tableText(json::list(page, "items"), items, context.console.tableWidth()) + pageText(page));
    return ExitStatus::Complete;
}

std::string everything(const json::object& document) {
    std::string text;
    appendEverything(text, document, 0);
    return text;
}

}  // namespace jim::apps::cli::documents
