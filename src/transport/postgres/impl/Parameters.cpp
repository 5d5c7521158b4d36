#include "transport/postgres/impl/Parameters.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::transport::postgres::impl {

std::string withNumberedParameters(std::string_view sql) {
    std::string result;
    result.reserve(sql.size() + 16);
    int highest = 0;
    char quote = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        if (quote != 0 || c != '?') {
            if (quote == 0 && (c == '\'' || c == '"'))
                quote = c;
            else if (c == quote)
                quote = 0;  // A doubled quote ends the text and begins it again.
            result.push_back(c);
            continue;
        }
        int number = 0;
        while (i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9')
            number = number * 10 + (sql[++i] - '0');
        if (number == 0) number = highest + 1;
        highest = std::max(highest, number);
        result.append(fmt::format("${}", number));
    }
    return result;
}

}  // namespace jim::transport::postgres::impl
