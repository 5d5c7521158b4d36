#pragma once

#include "apps/cli/Console.hpp"
#include "apps/cli/LineMode.hpp"
#include "apps/cli/LivePicture.hpp"
#include "apps/cli/Snapshot.hpp"
#include "apps/cli/TraceLines.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jim::apps::cli {

/// Where a followed run is shown. Calls come from the one thread that follows.
class FollowDisplay : public Drawing {
public:
    /// A newer state. `document` is what the server sent.
    virtual void show(const Snapshot& snapshot, const std::string& document) = 0;
    virtual void notice(const std::string& sentence) = 0;
    /// What was shown stands, and the sentence below it; another run comes then.
    virtual void another(const std::string& sentence) { notice(sentence); }

    /// Nothing more comes: leaves the output ready for ordinary lines.
    virtual void finish() {}

    /// Whether there is somebody who can press keys, and then:
    [[nodiscard]] virtual bool hasKeys() const { return false; }
    virtual void footer(const std::string& text) { static_cast<void>(text); }
    virtual void toggleErrors() {}
};

/// Draws over itself, at most five times a second.
class ScreenDisplay final : public FollowDisplay {
public:
    explicit ScreenDisplay(Console& console) : picture_(console) {}

    void show(const Snapshot& snapshot, const std::string& document) override;
    void notice(const std::string& sentence) override { picture_.notice(sentence); }
    void another(const std::string& sentence) override;
    void finish() override;

    void resized() override { picture_.changed(); }
    void resumed() override;
    [[nodiscard]] std::optional<Time> due() const override { return picture_.due(); }
    void draw(Time now) override;

    [[nodiscard]] bool hasKeys() const override { return true; }
    void footer(const std::string& text) override { picture_.footer(text); }
    void toggleErrors() override;

private:
    [[nodiscard]] std::vector<std::string> lines() const;

    LivePicture picture_;
    std::optional<Snapshot> snapshot_;
    bool withErrors_ = false;
};

/// A line for each phase and each 10 %.
class LineDisplay final : public FollowDisplay {
public:
    explicit LineDisplay(Console& console) : console_(console) {}

    void show(const Snapshot& snapshot, const std::string& document) override;
    void notice(const std::string& sentence) override;
    void another(const std::string& sentence) override;

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

/// The lines of a trace; notices go to standard error.
class TraceDisplay final : public FollowDisplay {
public:
    explicit TraceDisplay(Console& console) : console_(console) {}

    void show(const Snapshot& snapshot, const std::string& document) override;
    void notice(const std::string& sentence) override;

private:
    Console& console_;
    TraceLines lines_;
};

/// How a run is followed: as suits a person at the console, or for programs.
enum class FollowForm { View, Json, Trace };

[[nodiscard]] std::unique_ptr<FollowDisplay> makeDisplay(Console& console, FollowForm form);

}  // namespace jim::apps::cli
