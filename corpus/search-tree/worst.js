const LETTERS = 26;
const LENGTH = 6;

/**
 * For unbalanced: different words in ascending order, so that the tree is one path to the right.
 *
 * @param {number} n number of words
 * @returns {[string[]]} the argument list
 */
export function ascendingWords(n) {
  const words = [];
  for (let i = 0; i < n; i++) words.push(wordOf(i));
  return [words];
}

/** The i-th word of six letters in alphabetical order. */
function wordOf(i) {
  let word = '';
  for (let rest = i, k = 0; k < LENGTH; k++, rest = Math.floor(rest / LETTERS)) {
    word = String.fromCharCode(97 + (rest % LETTERS)) + word;
  }
  return word;
}
