#pragma once

#include "apps/cli/Console.hpp"
#include "apps/cli/LineMode.hpp"
#include "apps/cli/Snapshot.hpp"
#include "apps/cli/TerminalScreen.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace jim::apps::cli {

/// Where a followed run is shown. Calls come from the one thread that follows.
class FollowDisplay {
public:
    using Time = std::chrono::microseconds;  ///< base::Clock::steady().

    virtual ~FollowDisplay() = default;

    /// A newer state. `document` is what the server sent.
    virtual void show(const Snapshot& snapshot, const std::string& document) = 0;
    virtual void notice(const std::string& sentence) = 0;

    /// The window has another size now.
    virtual void resized() {}

    /// When something waits to be drawn: the moment it may be, which may have passed.
    [[nodiscard]] virtual std::optional<Time> due() const { return std::nullopt; }
    virtual void draw(Time now) { static_cast<void>(now); }

    /// Nothing more comes: leaves the output ready for ordinary lines.
    virtual void finish() {}
};

/// Draws over itself, at most five times a second.
class ScreenDisplay final : public FollowDisplay {
public:
    explicit ScreenDisplay(Console& console) : console_(console) {}

    void show(const Snapshot& snapshot, const std::string& document) override;
    void notice(const std::string& sentence) override;
    void resized() override { waiting_ = true; }
    [[nodiscard]] std::optional<Time> due() const override;
    void draw(Time now) override;
    void finish() override;

private:
    Console& console_;
    TerminalScreen screen_;
    std::optional<Snapshot> snapshot_;
    std::string notice_;
    bool waiting_ = false;
    std::optional<Time> drawnAt_;
};

/// A line for each phase and each 10 %.
class LineDisplay final : public FollowDisplay {
public:
    explicit LineDisplay(Console& console) : console_(console) {}

    void show(const Snapshot& snapshot, const std::string& document) override;
    void notice(const std::string& sentence) override;

private:
    Console& console_;
    LineMode lines_;
};

/// Each document as the server sent it, one a line; notices go to standard error.
class JsonDisplay final : public FollowDisplay {
public:
    explicit JsonDisplay(Console& console) : console_(console) {}

    void show(const Snapshot& snapshot, const std::string& document) override;
    void notice(const std::string& sentence) override;

private:
    Console& console_;
};

/// What suits the console; JSON when `json` asks for it.
[[nodiscard]] std::unique_ptr<FollowDisplay> makeDisplay(Console& console, bool json);

}  // namespace jim::apps::cli
