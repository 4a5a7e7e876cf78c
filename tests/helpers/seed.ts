export const TEST_SEED = 20260101;
