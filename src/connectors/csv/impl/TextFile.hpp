#pragma once

#include "connectors/csv/impl/InputFile.hpp"
#include "connectors/csv/impl/Transcoder.hpp"

#include <memory>
#include <string>

namespace jim::connectors::csv::impl {

/// A file as UTF-8 text, whatever it was written in, without its byte order mark.
struct TextFile {
    std::unique_ptr<InputFile> file;
    std::unique_ptr<Transcoder> transcoder;  ///< Null when the file is UTF-8 already.
    std::string encoding;                    ///< As ICU calls it.
    std::int64_t markSize = 0;               ///< Bytes of the byte order mark.

    [[nodiscard]] ByteSource& bytes() const {
        return transcoder ? static_cast<ByteSource&>(*transcoder) : *file;
    }
};

/// Opens a file that is not empty. A byte order mark decides the encoding; without one `encoding`
/// does, where `Automatic` is UTF-8, or UTF-16 when every other of the first bytes is zero.
[[nodiscard]] base::Result<TextFile> openText(const std::string& path, const std::string& encoding);

}  // namespace jim::connectors::csv::impl
