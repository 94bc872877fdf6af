"""The records the sandbox begins with: invented, but shaped as a German agency's are.

Persons and companies do not exist, mail addresses use reserved domains, and phone numbers come
from the blocks that the Bundesnetzagentur keeps free for films.
"""
