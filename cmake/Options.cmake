# How everything is compiled: language, warnings, sanitizers, coverage.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

set(JIM_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")
option(JIM_COVERAGE "Instrument for line coverage" OFF)
option(JIM_BENCH "Build the benchmarks" OFF)

find_program(CCACHE ccache)
if(CCACHE)
    # Precompiled headers are cacheable only when their time stamps do not count. What a file depends on
    # is read from the compiler's own list: without it each file that is not cached is preprocessed first.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_DEPEND=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                    -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_compile_options(-Wimplicit-fallthrough "SHELL:-Xclang -fno-pch-timestamp")
    add_link_options(-fuse-ld=lld-19)
else()
    # Macros of gtest shadow what clang says nothing of; it looks for the rest.
    add_compile_options(-Wno-shadow -Wno-error=maybe-uninitialized -Wno-error=restrict -Wno-error=stringop-overflow)
endif()
if(JIM_SANITIZE)
    add_compile_options(-fsanitize=${JIM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${JIM_SANITIZE})
endif()
# What only tests include is compiled for them alone; instrumented, optimising it takes longer than it saves.
set(test_options "")
if(JIM_SANITIZE)
    set(test_options -O0)
endif()
if(JIM_COVERAGE)
    add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
    add_link_options(-fprofile-instr-generate)
endif()
