const COMMENT = /\/\*[^]*?\*\//g;
const TRAILING_BLANKS = / +$/gm;

export function solve(source) {
  return source.replace(COMMENT, '').replace(TRAILING_BLANKS, '');
}
