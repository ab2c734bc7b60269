/** `Launch.format` of what Nix files start. */
export const FORMAT = 'nixos';
