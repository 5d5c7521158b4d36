#pragma once

#include "connectors/csv/impl/ByteSource.hpp"

#include <array>
#include <memory>
#include <string>
#include <vector>

struct UConverter;

namespace jim::connectors::csv::impl {

/// Turns another encoding into UTF-8 while it is read. What has no meaning in that encoding
/// becomes U+FFFD.
class Transcoder final : public ByteSource {
public:
    /// `encoding` is a name that ICU knows. InvalidInput when it does not.
    [[nodiscard]] static base::Result<std::unique_ptr<Transcoder>> create(
        ByteSource& source, const std::string& encoding);

    [[nodiscard]] base::Result<std::size_t> read(std::span<char> out) override;

private:
    struct Close {
        void operator()(UConverter* converter) const;
    };
    using Converter = std::unique_ptr<UConverter, Close>;

    Transcoder(ByteSource& source, Converter from, Converter to);
    [[nodiscard]] base::Result<std::size_t> convert(std::span<char> out);

    static constexpr std::size_t kPivot = 4096;

    ByteSource& source_;
    Converter from_;
    Converter to_;
    std::vector<char> input_;
    const char* next_ = nullptr;
    const char* end_ = nullptr;
    bool ended_ = false;
    bool finished_ = false;
    bool started_ = false;
    std::array<char16_t, kPivot> pivot_{};
    char16_t* pivotSource_ = nullptr;
    char16_t* pivotTarget_ = nullptr;
};

}  // namespace jim::connectors::csv::impl
