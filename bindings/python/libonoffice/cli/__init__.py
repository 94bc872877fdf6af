"""The command `onoffice`: needs the extra libonoffice[cli]."""
