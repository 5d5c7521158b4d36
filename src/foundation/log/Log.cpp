#include "foundation/log/Log.hpp"

#include "foundation/base/EnumText.hpp"
#include "foundation/log/impl/Line.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <utility>

namespace jim::log {
namespace {

constexpr auto kLevels = base::enumText<Level>({{Level::Trace, "trace"},
                                                {Level::Debug, "debug"},
                                                {Level::Info, "info"},
                                                {Level::Warning, "warning"},
                                                {Level::Error, "error"}});
constexpr auto kFormats = base::enumText<Format>({{Format::Text, "text"}, {Format::Json, "json"}});

/// Lines are made here and spdlog only brings them out, one at a time and whole.
class SpdLog final : public Log {
public:
    SpdLog(LogOptions options, const base::Clock& clock, spdlog::sink_ptr sink)
        : options_(options), clock_(clock), logger_("jim", std::move(sink)) {
        logger_.set_pattern("%v");
        logger_.set_level(spdlog::level::trace);
        logger_.flush_on(spdlog::level::trace);
        logger_.set_error_handler([](const std::string&) {});
    }

    bool enabled(Level level) const override { return level >= options_.level; }

    void write(Level level, std::string_view message, std::span<const Field> fields) override {
        if (!enabled(level)) return;
        const auto now = clock_.now();
        const auto line = options_.format == Format::Json
                              ? impl::jsonLine(now, level, message, fields)
                              : impl::textLine(now, level, message, fields);
        logger_.log(spdlog::level::info, spdlog::string_view_t{line.data(), line.size()});
    }

private:
    LogOptions options_;
    const base::Clock& clock_;
    spdlog::logger logger_;
};

class SilentLog final : public Log {
public:
    bool enabled(Level) const override { return false; }
    void write(Level, std::string_view, std::span<const Field>) override {}
};

}  // namespace

std::string_view toText(Level level) {
    return kLevels.text(level);
}

std::optional<Level> parseLevel(std::string_view text) {
    return kLevels.parse(text);
}

std::optional<Format> parseFormat(std::string_view text) {
    return kFormats.parse(text);
}

std::unique_ptr<Log> makeLog(LogOptions options, const base::Clock& clock) {
    return std::make_unique<SpdLog>(options, clock,
                                    std::make_shared<spdlog::sinks::stderr_sink_mt>());
}

std::unique_ptr<Log> makeLog(LogOptions options, const base::Clock& clock, std::ostream& stream) {
    return std::make_unique<SpdLog>(options, clock,
                                    std::make_shared<spdlog::sinks::ostream_sink_mt>(stream));
}

std::unique_ptr<Log> makeSilentLog() {
    return std::make_unique<SilentLog>();
}

}  // namespace jim::log
