from roles.admin import choice, families, roles

__all__ = ["choice", "families", "roles"]
