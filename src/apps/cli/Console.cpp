#include "apps/cli/Console.hpp"

#include "apps/cli/TerminalText.hpp"
#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace jim::apps::cli {
namespace {

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

/// The locale's own order: LC_ALL, LC_CTYPE, LANG; the first that is not empty counts.
Glyphs glyphsOfLocale() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const auto value = variable(name);
        if (value.empty()) continue;
        const auto codeset = value.substr(std::min(value.find('.'), value.size()));
        const bool unicode = base::equalsIgnoringCase(codeset, ".UTF-8") ||
                             base::equalsIgnoringCase(codeset, ".UTF8");
        return unicode ? Glyphs::Unicode : Glyphs::Ascii;
    }
    return Glyphs::Ascii;
}

}  // namespace

Console::Console(std::ostream& out, std::ostream& err) : out_(&out), err_(&err) {}

Console Console::ofProcess() {
    Console console{std::cout, std::cerr};
    console.terminal_ = isatty(STDOUT_FILENO) == 1;
    const auto type = variable("TERM");
    console.drawable_ = console.terminal_ && !type.empty() && type != "dumb";
    console.glyphs_ = glyphsOfLocale();
    return console;
}

void Console::print(std::string_view text) {
    *out_ << text << std::flush;
}

void Console::complain(std::string_view text) {
    *err_ << "jim: " << neutralised(text) << '\n' << std::flush;
}

WindowSize Console::window() const {
    winsize size{};
    if (!terminal_ || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return {};
    return {size.ws_col, size.ws_row == 0 ? std::size_t{24} : size.ws_row};
}

std::size_t Console::tableWidth() const {
    return terminal_ ? window().columns : 0;
}

}  // namespace jim::apps::cli
