# What `deploy/package` packs for Debian: the program, its settings, its units. dpkg-shlibdeps finds out
# which libraries it needs.
include(GNUInstallDirs)

install(TARGETS jim RUNTIME DESTINATION bin)
install(FILES deploy/debian/jim.conf DESTINATION /etc/jim)
file(GLOB units ${CMAKE_SOURCE_DIR}/deploy/systemd/*.service)
install(FILES ${units} DESTINATION /lib/systemd/system)
install(FILES README.md deploy/debian/worker-1.env DESTINATION share/doc/jim)
install(DIRECTORY docs DESTINATION share/doc/jim)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_SOURCE_DIR}/build/package)
set(CPACK_PACKAGE_NAME jim)
set(CPACK_PACKAGE_CONTACT "The JIM maintainers <maintainers@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "identity synchronisation server with live progress")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Imports people and groups from connected systems, brings them together by
rules, and exports the differences to other systems. Everybody who may see
a run sees its phase, its counts, its rate and what is left.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql (>= 15), redis-server (>= 5:7)")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/debian/conffiles CONTENT "/etc/jim/jim.conf\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${CMAKE_BINARY_DIR}/debian/conffiles ${CMAKE_SOURCE_DIR}/deploy/debian/postinst
    ${CMAKE_SOURCE_DIR}/deploy/debian/prerm ${CMAKE_SOURCE_DIR}/deploy/debian/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_STRIP_FILES ON)
include(CPack)
