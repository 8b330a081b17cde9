# Run when the program is installed: writes its manual page and the completions of shells to the
# folder `written`, by `program`; the page is compressed where there is a `gzip`.
function(write file)
  execute_process(COMMAND ${program} ${ARGN} OUTPUT_FILE ${written}/${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${written})
file(MAKE_DIRECTORY ${written}/man/man1)
write(man/man1/cfn-ecs-lint.1 --man)
if(gzip)
  execute_process(COMMAND ${gzip} -9 -n ${written}/man/man1/cfn-ecs-lint.1
    COMMAND_ERROR_IS_FATAL ANY)
endif()
write(cfn-ecs-lint --completions bash)
write(_cfn-ecs-lint --completions zsh)
write(cfn-ecs-lint.fish --completions fish)
