# Read by the shell that in-zsh drives: `compadd`, with which every completion ends, says which of
# its words fit, unless it is only asked for them.
compadd() {
  local -a found
  if [[ " ${@[1,(i)(-|--)]} " != *" -"[OAD]" "* ]]; then
    builtin compadd -O found "$@"
    local word
    for word in $found; do print -r -- "<<$word>>"; done
  fi
  builtin compadd "$@"
}
finish() { print -r -- "<<""end>>"; zle kill-buffer; }
zle -N finish
bindkey "^I" complete-word
bindkey "^X^E" finish
