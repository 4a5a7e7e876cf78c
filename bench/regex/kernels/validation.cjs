'use strict';

const EMAIL = /^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.[a-zA-Z]{2,}$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/;
const COLOUR = /^#(?:[0-9a-f]{3}){1,2}$/i;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

module.exports = function run(n) {
  let valid = 0;
  for (let i = 0; i < n; i++) {
    if (EMAIL.test(`first.last${i}@mail.example.org`)) valid++;
    if (DATE.test(`2024-0${(i % 9) + 1}-17T12:30`)) valid++;
    if (COLOUR.test(i % 2 ? '#a1B2c3' : '#12345')) valid++;
    if (UUID.test('123e4567-e89b-12d3-a456-426614174000')) valid++;
    if (SLUG.test(`a-post-about-something-${i}`)) valid++;
  }
  return valid;
};
