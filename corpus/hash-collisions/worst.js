const BUCKETS = 32;
const LETTERS = 26;
const LENGTH = 8;

/**
 * For chained: different words of eight letters that all fall into the bucket of `aaaaaaaa`, in alphabetical order.
 *
 * @param {number} n number of words
 * @returns {[string[]]} the argument list
 */
export function sameBucket(n) {
  const words = [];
  const bucket = bucketOf(wordOf(0));
  for (let i = 0; words.length < n; i++) {
    const word = wordOf(i);
    if (bucketOf(word) === bucket) words.push(word);
  }
  return [words];
}

function bucketOf(word) {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = (hash * 31 + word.charCodeAt(i)) >>> 0;
  return hash % BUCKETS;
}

/** The i-th word of eight letters in alphabetical order. */
function wordOf(i) {
  let word = '';
  for (let rest = i, k = 0; k < LENGTH; k++, rest = Math.floor(rest / LETTERS)) {
    word = String.fromCharCode(97 + (rest % LETTERS)) + word;
  }
  return word;
}
