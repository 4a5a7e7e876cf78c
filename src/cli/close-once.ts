/** The same display; closing it twice is harmless. */
export function closeOnce<T extends { readonly close: () => void }>(display: T): T {
  let isOpen = true;
  return {
    ...display,
    close: () => {
      if (isOpen) display.close();
      isOpen = false;
    },
  };
}
