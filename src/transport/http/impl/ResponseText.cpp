#include "transport/http/impl/ResponseText.hpp"

#include <boost/beast/http/status.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace jim::transport::http::impl {

namespace {

/// Most heads are shorter.
constexpr std::size_t kUsualHead = 512;

bool isControl(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

void appendHeader(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append(": ");
    const auto at = text.size();
    text.append(value);
    text.erase(
        std::remove_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), isControl),
        text.end());
    text.append("\r\n");
}

/// As httpDate says it; made once a second.
std::string_view dateOf(base::Timestamp now) {
    thread_local std::int64_t second = -1;
    thread_local std::string date;
    constexpr std::int64_t kMicros = 1'000'000;
    if (now.micros / kMicros != second || now.micros < 0) {
        second = now.micros / kMicros;
        date = httpDate(now);
    }
    return date;
}

std::string_view reasonOf(int status) {
    const auto known = boost::beast::http::int_to_status(static_cast<unsigned>(status));
    const auto reason = boost::beast::http::obsolete_reason(known);
    return {reason.data(), reason.size()};
}

}  // namespace

bool mayHaveBody(int status) {
    return status != 204 && status != 304;
}

std::string headText(const Response& response, Wire wire, base::Timestamp now) {
    std::string text;
    text.reserve(kUsualHead);
    fmt::format_to(std::back_inserter(text), "HTTP/1.1 {} {}\r\n", response.status,
                   reasonOf(response.status));
    appendHeader(text, "Date", dateOf(now));
    for (const Header& header : response.headers) appendHeader(text, header.name, header.value);
    if (!response.contentType.empty()) appendHeader(text, "Content-Type", response.contentType);
    if (wire.streamed) {
        // HTTP/1.0 has no chunks: there the end of the connection ends the body.
        if (!wire.http10) appendHeader(text, "Transfer-Encoding", "chunked");
    } else if (mayHaveBody(response.status)) {
        appendHeader(text, "Content-Length", fmt::to_string(response.content().size()));
    }
    if (!wire.keepAlive) {
        appendHeader(text, "Connection", "close");
    } else if (wire.http10) {
        appendHeader(text, "Connection", "keep-alive");
    }
    return text.append("\r\n");
}

std::string httpDate(base::Timestamp when) {
    using namespace std::chrono;
    constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto instant = floor<seconds>(sys_time<microseconds>{microseconds{when.micros}});
    const auto day = floor<days>(instant);
    const year_month_day date{day};
    const hh_mm_ss time{instant - day};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       kDays.at(weekday{day}.c_encoding()), static_cast<unsigned>(date.day()),
                       kMonths.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

}  // namespace jim::transport::http::impl
