"""What a package says about itself: manifest, calls, SDKs, code outside the reach of the reader."""
